//! 再次来访: what people say who come again about the same.

/// What a person says who comes again about the same.
pub const RETURNS: [&str; 6] = [
    "来问[进度|什么时候有结果]",
    "对方[没有按说好的做|又变卦了]，要求[催办|再协调]",
    "补交[照片|欠条复印件|证人电话]",
    "说[电话一直没人接|村里没人来过]，请镇里[出面|给个日子]",
    "反映[问题还在|只解决了一半]",
    "再次来访，情绪[平稳|着急]，已[记录并转告承办人|说明办理期限]",
];
