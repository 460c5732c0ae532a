//! The people behind the counter of the made-up town.

/// Clerks at the counter.
pub const CLERKS: [&str; 4] = ["刘巧玲", "牟建国", "孙志芳", "杜文静"];
/// 承办人 in the offices.
pub const HOLDERS: [&str; 8] = [
    "王立新",
    "张永庆",
    "薛桂兰",
    "于海涛",
    "马学勤",
    "仪长春",
    "管爱华",
    "邱振东",
];
/// 包案领导.
pub const LEADERS: [&str; 6] = [
    "镇党委副书记韩世明",
    "副镇长高秀云",
    "人大副主席宋克俭",
    "副镇长郭广福",
    "组织委员綦素珍",
    "武装部长隋振海",
];
