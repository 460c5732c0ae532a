//! A made-up corpus: 100 surnames by weight, 400 characters of given names, 90 villages, a phone
//! and the tail of an ID number each.

use mulin::domain::person::Person;

/// A sequence of numbers that is the same on every run.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

pub(crate) fn people(count: usize) -> Vec<Person> {
    let mut rng = Rng::new(2026);
    let total: u64 = SURNAMES.iter().map(|(_, weight)| weight).sum();
    let given: Vec<char> = GIVEN.chars().collect();
    let villages = villages();
    (0..count)
        .map(|_| {
            let mut at = rng.below(total);
            let surname = SURNAMES
                .iter()
                .find(|(_, weight)| match at.checked_sub(*weight) {
                    Some(left) => {
                        at = left;
                        false
                    }
                    None => true,
                })
                .unwrap()
                .0;
            let mut name = surname.to_owned();
            for _ in 0..=u64::from(rng.below(100) < 78) {
                name.push(given[rng.below(given.len() as u64) as usize]);
            }
            let heads = [
                130, 131, 132, 135, 136, 137, 138, 139, 150, 151, 152, 158, 159, 186, 187, 188,
            ];
            let phone = format!(
                "{}{:08}",
                heads[rng.below(16) as usize],
                rng.below(100_000_000)
            );
            let id = format!("37078519000101{:03}{}", rng.below(1000), rng.below(10));
            Person {
                name,
                phones: vec![phone],
                id_number: Some(id),
                village: Some(villages[rng.below(villages.len() as u64) as usize].clone()),
                ..Person::default()
            }
        })
        .collect()
}

fn villages() -> Vec<String> {
    let mut all = Vec::new();
    for head in ["东", "西", "大"] {
        for (family, _) in SURNAMES.iter().rev().take(30) {
            all.push(format!("{head}{family}家村"));
        }
    }
    all
}

const SURNAMES: &[(&str, u64)] = &[
    ("王", 725),
    ("李", 719),
    ("张", 683),
    ("刘", 541),
    ("陈", 453),
    ("杨", 308),
    ("黄", 223),
    ("赵", 229),
    ("吴", 205),
    ("周", 212),
    ("徐", 166),
    ("孙", 153),
    ("马", 129),
    ("朱", 126),
    ("胡", 131),
    ("郭", 115),
    ("何", 117),
    ("林", 118),
    ("高", 100),
    ("罗", 95),
    ("郑", 93),
    ("梁", 85),
    ("谢", 80),
    ("宋", 81),
    ("唐", 75),
    ("许", 76),
    ("韩", 68),
    ("邓", 68),
    ("冯", 64),
    ("曹", 60),
    ("彭", 59),
    ("曾", 58),
    ("肖", 58),
    ("田", 55),
    ("董", 51),
    ("潘", 50),
    ("袁", 50),
    ("蔡", 49),
    ("蒋", 48),
    ("余", 47),
    ("于", 47),
    ("杜", 47),
    ("叶", 46),
    ("程", 46),
    ("魏", 45),
    ("苏", 44),
    ("吕", 43),
    ("丁", 42),
    ("任", 41),
    ("卢", 40),
    ("姚", 40),
    ("沈", 40),
    ("钟", 39),
    ("姜", 38),
    ("崔", 38),
    ("谭", 37),
    ("陆", 36),
    ("范", 35),
    ("汪", 35),
    ("廖", 34),
    ("石", 34),
    ("金", 34),
    ("韦", 33),
    ("贾", 32),
    ("夏", 31),
    ("付", 31),
    ("方", 30),
    ("邹", 30),
    ("熊", 29),
    ("白", 29),
    ("孟", 28),
    ("秦", 28),
    ("邱", 27),
    ("侯", 27),
    ("江", 26),
    ("尹", 25),
    ("薛", 25),
    ("闫", 24),
    ("段", 24),
    ("雷", 23),
    ("龙", 22),
    ("黎", 22),
    ("史", 21),
    ("陶", 20),
    ("贺", 20),
    ("毛", 19),
    ("郝", 19),
    ("顾", 18),
    ("龚", 18),
    ("邵", 18),
    ("万", 17),
    ("覃", 17),
    ("武", 16),
    ("钱", 16),
    ("戴", 15),
    ("严", 15),
    ("莫", 14),
    ("孔", 13),
    ("牟", 40),
    ("单", 10),
];

/// The characters of given names.
pub(crate) const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华玉萍红鹏建春梅林峰志海波云飞斌莉鑫燕新亮凤龙宁浩琴荣光国庆东生胜利民福贵祥顺安康健凯旋永昌盛达德义仁礼智信忠孝廉耻勤俭善良美慧淑贤惠珍珠宝金银铜铁钢石磷山川河江湖洲泉溪源清泽润雨雪霜露雷电风雯霖霏晴阳旭日月星辰宇宙天地乾坤坚毅恒远长久常青松柏竹菊荷莲芝芬芸茜萱蓉薇蕾蓓菲萌苗芹苹茂荫荔葵蔚薛藏树森材栋梁楠桐桃李杏梨枫柳杨榕槐柱根本木子轩轶辕宏弘洪鸿虹博广厚宽大小中正方圆通运成功业绩效进步升腾跃翔鹤雁鹰莺凰麟虎豹骏马牛羊驰骋骥彪炳烁焕灿煜炜烨炎焱火灯照映晓晨曦昕昊昱昭晖暖暄朗朝夕夜梦思念怀想忆情意爱恋心怡悦欢欣喜乐笑颜容姿婷婉嫣妍妮娇媛嫦娥姗姣姝妙如若似冰洁晶莹瑶琪琳琼瑜瑾璇璐珊珂玮玥珏琦琨瑞祺祯祎祖宗先后世代传承继绍续延绵嗣裕丰富足满盈余宪法律政治理道学习诗书画棋词章墨砚";
