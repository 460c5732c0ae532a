//! A syllable of pinyin without its tone, as a small number.
//!
//! `ü` is written `v`. The bare letters stand in the table too, so that a name in Latin letters is
//! read letter by letter with the same machinery.

/// One syllable; its order is that of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable(pub u16);

/// The first sound of a syllable: a letter, with `zh`, `ch` and `sh` as sounds of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Initial(pub u8);

impl Initial {
    /// Gives the sounds that a typed letter can mean: `z` is z or zh.
    pub fn of_letter(letter: u8) -> Vec<Self> {
        match letter {
            b'z' | b'c' | b's' => vec![Self(letter), Self(letter.to_ascii_uppercase())],
            _ => vec![Self(letter)],
        }
    }

    /// Gives the sound of `zh`, `ch` or `sh`; `None` for any other text.
    pub const fn of_pair(text: &[u8]) -> Option<Self> {
        match text {
            b"zh" => Some(Self(b'Z')),
            b"ch" => Some(Self(b'C')),
            b"sh" => Some(Self(b'S')),
            _ => None,
        }
    }
}

impl Syllable {
    /// Finds the syllable that is written `text`, with `v` or `ü` for ü.
    pub fn find(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            let plain = text.replace('ü', "v").replace('ê', "e");
            return plain.is_ascii().then(|| Self::find(&plain)).flatten();
        }
        let at = SYLLABLES.binary_search(&text).ok()?;
        Some(Self(at as u16))
    }

    /// Gives every syllable that can be typed as `text`: `lu` is lu and lü, `lyu` is lü.
    pub fn typed_as(text: &str) -> Vec<Self> {
        let mut found: Vec<Self> = Self::find(text).into_iter().collect();
        found.extend(Self::find(&text.replacen("yu", "v", 1)).filter(|_| starts_ln(text)));
        found.extend(Self::find(&text.replacen('u', "v", 1)).filter(|_| starts_ln(text)));
        found.extend(Self::find(&text.replacen('v', "u", 1)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Gives every syllable whose writing starts with `text`, ü in any of its writings.
    pub fn starting_with(text: &str) -> Vec<Self> {
        let from = SYLLABLES.partition_point(|s| *s < text);
        let mut found: Vec<Self> = (from..SYLLABLES.len())
            .take_while(|at| SYLLABLES.get(*at).is_some_and(|s| s.starts_with(text)))
            .map(|at| Self(at as u16))
            .collect();
        if text.len() > 1 {
            found.extend(Self::typed_as(text));
            if matches!(text, "ly" | "ny") {
                found.extend(Self::starting_with(if text == "ly" { "lv" } else { "nv" }));
            }
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// Gives the letters of the syllable.
    pub fn text(self) -> &'static str {
        SYLLABLES.get(usize::from(self.0)).copied().unwrap_or("")
    }

    /// Gives the first sound.
    pub fn initial(self) -> Initial {
        let text = self.text().as_bytes();
        text.get(..2)
            .and_then(Initial::of_pair)
            .unwrap_or_else(|| Initial(text.first().copied().unwrap_or(b' ')))
    }

    /// Gives every syllable there is.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SYLLABLES.len()).map(|at| Self(at as u16))
    }
}

fn starts_ln(text: &str) -> bool {
    text.starts_with(['l', 'n'])
}

/// Every syllable that a Han character can have, and the bare letters; sorted.
const SYLLABLES: &[&str] = &[
    "a", "ai", "an", "ang", "ao", "b", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng",
    "bi", "bian", "biang", "biao", "bie", "bin", "bing", "bo", "bong", "bu", "c", "ca", "cai",
    "can", "cang", "cao", "ce", "cei", "cen", "ceng", "cha", "chai", "chan", "chang", "chao",
    "che", "chen", "cheng", "chi", "chong", "chou", "chu", "chua", "chuai", "chuan", "chuang",
    "chui", "chun", "chuo", "ci", "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "d", "da",
    "dai", "dan", "dang", "dao", "de", "dei", "den", "deng", "di", "dia", "dian", "diao", "die",
    "din", "ding", "diu", "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng",
    "er", "f", "fa", "fan", "fang", "fei", "fen", "feng", "fiao", "fo", "fou", "fu", "g", "ga",
    "gai", "gan", "gang", "gao", "ge", "gei", "gen", "geng", "gong", "gou", "gu", "gua", "guai",
    "guan", "guang", "gui", "gun", "guo", "h", "ha", "hai", "han", "hang", "hao", "he", "hei",
    "hen", "heng", "hm", "hng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui", "hun",
    "huo", "i", "j", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiong", "jiu",
    "ju", "juan", "jue", "jun", "k", "ka", "kai", "kan", "kang", "kao", "ke", "kei", "ken", "keng",
    "kong", "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "l", "la", "lai",
    "lan", "lang", "lao", "le", "lei", "len", "leng", "li", "lia", "lian", "liang", "liao", "lie",
    "lin", "ling", "liu", "lo", "long", "lou", "lu", "luan", "lun", "luo", "lv", "lve", "m", "ma",
    "mai", "man", "mang", "mao", "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min",
    "ming", "miu", "mo", "mou", "mu", "n", "na", "nai", "nan", "nang", "nao", "ne", "nei", "nen",
    "neng", "ng", "ni", "nia", "nian", "niang", "niao", "nie", "nin", "ning", "niu", "nong", "nou",
    "nu", "nuan", "nun", "nuo", "nv", "nve", "o", "ou", "p", "pa", "pai", "pan", "pang", "pao",
    "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou", "pu", "q", "qi",
    "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que",
    "qun", "r", "ran", "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "rua",
    "ruan", "rui", "run", "ruo", "s", "sa", "sai", "san", "sang", "sao", "se", "sen", "seng",
    "sha", "shai", "shan", "shang", "shao", "she", "shei", "shen", "sheng", "shi", "shou", "shu",
    "shua", "shuai", "shuan", "shuang", "shui", "shun", "shuo", "si", "song", "sou", "su", "suan",
    "sui", "sun", "suo", "t", "ta", "tai", "tan", "tang", "tao", "te", "tei", "teng", "ti", "tian",
    "tiao", "tie", "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "u", "v", "w", "wa",
    "wai", "wan", "wang", "wei", "wen", "weng", "wo", "wong", "wu", "x", "xi", "xia", "xian",
    "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue", "xun", "y", "ya",
    "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu", "yuan", "yue",
    "yun", "z", "za", "zai", "zan", "zang", "zao", "ze", "zei", "zen", "zeng", "zha", "zhai",
    "zhan", "zhang", "zhao", "zhe", "zhei", "zhen", "zheng", "zhi", "zhong", "zhou", "zhu", "zhua",
    "zhuai", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong", "zou", "zu", "zuan", "zui",
    "zun", "zuo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(SYLLABLES.is_sorted());
    }

    #[test]
    fn u_with_dots_is_typed_in_every_way() {
        let texts = |found: Vec<Syllable>| found.iter().map(|s| s.text()).collect::<Vec<_>>();
        assert_eq!(texts(Syllable::typed_as("lu")), ["lu", "lv"]);
        assert_eq!(texts(Syllable::typed_as("lv")), ["lu", "lv"]);
        assert_eq!(texts(Syllable::typed_as("lyu")), ["lv"]);
        assert_eq!(texts(Syllable::typed_as("nyue")), ["nve"]);
        assert_eq!(texts(Syllable::typed_as("xv")), ["xu"]);
        assert_eq!(texts(Syllable::starting_with("shen")), ["shen", "sheng"]);
        assert!(texts(Syllable::starting_with("ly")).contains(&"lv"));
    }

    #[test]
    fn zh_is_another_sound_than_z() {
        assert_eq!(Syllable::find("zhang").unwrap().initial(), Initial(b'Z'));
        assert_eq!(Syllable::find("zang").unwrap().initial(), Initial(b'z'));
    }
}
