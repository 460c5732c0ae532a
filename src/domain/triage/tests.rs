//! What words propose, tried on short lists.

use super::*;

fn list(rows: &[(&str, Speaks)]) -> WordList {
    let words = rows.iter().map(|(text, speaks)| Word {
        text: text.trim_start_matches('!').to_owned(),
        speaks: *speaks,
        against: text.starts_with('!'),
    });
    WordList {
        words: words.collect(),
        ..WordList::default()
    }
}

fn matter(facts: &str) -> Matter {
    Matter {
        facts: facts.to_owned(),
        ..Matter::default()
    }
}

#[test]
fn the_longest_word_wins_a_place_counts_once_and_a_word_once() {
    use Category::{General, Land, Wages};
    let list = list(&[
        ("土地", Speaks::Category(Land)),
        ("!土地庙", Speaks::Category(Land)),
        ("欠…工钱", Speaks::Category(Wages)),
        ("承包地", Speaks::Category(Land)),
        ("工资", Speaks::Category(Wages)),
        ("拖欠工资", Speaks::Category(Wages)),
        ("路灯", Speaks::Category(General)),
    ]);
    for (text, category, words) in [
        ("土地庙没人修", None, vec![]),
        ("土地庙占了土地", Some(Land), vec!["土地"]),
        ("拖欠工资", Some(Wages), vec!["拖欠工资"]),
        (
            "工资工资工资，承包地和土地",
            Some(Land),
            vec!["承包地", "土地"],
        ),
        ("拖欠工资，占了土地", Some(Wages), vec!["拖欠工资"]),
        ("土地，路灯", Some(Land), vec!["土地"]),
        ("欠了我们三个月的工钱", Some(Wages), vec!["欠…工钱"]),
        ("欠他的情，工钱给了", None, vec![]),
        ("欠那个早就搬到外地去住的人工钱", None, vec![]),
        ("", None, vec![]),
    ] {
        let proposed = list.propose(&matter(text)).category;
        let found: Vec<&str> = proposed
            .iter()
            .flat_map(|it| it.found.iter().map(|it| it.word.as_str()))
            .collect();
        assert_eq!(
            (proposed.as_ref().map(|it| it.value), found),
            (category, words),
            "{text}"
        );
    }
}

#[test]
fn a_cadre_makes_it_organisation_and_the_clerk_is_asked_never_told_of_an_accusation() {
    let list = list(&[
        ("村支书", Speaks::Cadre),
        ("!村支书培训", Speaks::Cadre),
        ("贪污", Speaks::Class(Class::Accusation)),
        ("要求", Speaks::Class(Class::Claim)),
        ("工资", Speaks::Category(Category::Wages)),
        ("拖欠", Speaks::Category(Category::Wages)),
    ]);
    for (text, class, category, asks) in [
        (
            "村支书拖欠工资，要求支付",
            None,
            Some(Category::Organisation),
            true,
        ),
        ("要求查贪污", None, None, true),
        (
            "村支书培训的工资，要求支付",
            Some(Class::Claim),
            Some(Category::Wages),
            false,
        ),
    ] {
        let proposal = list.propose(&matter(text));
        assert_eq!(proposal.class.map(|it| it.value), class, "{text}");
        assert_eq!(proposal.category.map(|it| it.value), category, "{text}");
        assert_eq!(!proposal.accusation.is_empty(), asks, "{text}");
    }
}

#[test]
fn what_led_to_it_stands_with_its_place() {
    let list = list(&[
        ("暖气", Speaks::Utility(Utility::Heating)),
        ("漏水", Speaks::Fault(Fault::Leak)),
    ]);
    let matter = Matter {
        summary: "家里暖气漏水".to_owned(),
        ..Matter::default()
    };
    let proposal = list.propose(&matter);
    assert_eq!(
        proposal.fault.as_ref().map(|it| it.value),
        Some(Fault::Leak)
    );
    let places: Vec<(usize, usize)> = proposal
        .found(CaseField::Summary)
        .iter()
        .map(|it| (it.start, it.end))
        .collect();
    assert_eq!(places, [(6, 12), (12, 18)]);
    let apart = Matter {
        summary: "家里有暖气。屋顶漏水".to_owned(),
        ..Matter::default()
    };
    assert_eq!(list.propose(&apart), Proposal::default());
}
