//! 学一学: each lesson is played by keys at a desk over the town of the lessons, in both languages;
//! it goes on only when the right thing was done.
