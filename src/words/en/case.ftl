# Case
case-none = Choose a case and it stands here
