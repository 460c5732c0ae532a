//! Every shape of a record is read as `rmp-serde` writes and reads it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Bare,
    Held(u16),
    Pair(i64, String),
    Named { at: Option<u8>, on: bool },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    shapes: Vec<Shape>,
    far: (i64, u64),
    nothing: Option<String>,
    unit: (),
    by_name: BTreeMap<String, Option<Vec<f64>>>,
    #[serde(with = "serde_bytes")]
    hash: Vec<u8>,
}

fn row() -> Row {
    Row {
        shapes: vec![
            Shape::Bare,
            Shape::Held(u16::MAX),
            Shape::Pair(i64::MIN, "字".repeat(70_000)),
            Shape::Named {
                at: Some(200),
                on: true,
            },
            Shape::Named {
                at: None,
                on: false,
            },
        ],
        far: (-1, u64::MAX),
        nothing: None,
        unit: (),
        by_name: [
            ("a".to_owned(), None),
            ("b".to_owned(), Some(vec![1.5; 20])),
        ]
        .into(),
        hash: vec![7; 300],
    }
}

fn reads_as_the_crate_does<T>(value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + fmt::Debug,
{
    for bytes in [
        rmp_serde::to_vec(value).unwrap(),
        rmp_serde::to_vec_named(value).unwrap(),
    ] {
        assert_eq!(read::<T>(&bytes).unwrap(), *value);
        assert_eq!(rmp_serde::from_slice::<T>(&bytes).unwrap(), *value);
        for cut in [0, bytes.len() / 2, bytes.len() - 1] {
            assert!(read::<T>(&bytes[..cut]).is_err(), "cut at {cut}");
        }
    }
}

#[test]
fn every_shape_is_read_as_it_was_written() {
    reads_as_the_crate_does(&row());
    for number in [0, 1, 127, 128, 255, 256, 65_535, 65_536, u64::MAX] {
        reads_as_the_crate_does(&number);
    }
    for number in [i64::MIN, -40_000, -129, -128, -33, -32, -1, 0, i64::MAX] {
        reads_as_the_crate_does(&number);
    }
}

#[test]
fn another_shape_is_refused_without_its_text() {
    let text = rmp_serde::to_vec("截留补偿款").unwrap();
    let refused = read::<u32>(&text).unwrap_err().to_string();
    assert!(refused.contains("a text"), "{refused}");
    assert!(!refused.contains("截留"), "{refused}");
    let more = rmp_serde::to_vec(&(1, 2, 3)).unwrap();
    assert!(read::<(u8, u8)>(&more).is_err(), "a part too many");
    let large = rmp_serde::to_vec(&300).unwrap();
    assert!(read::<u8>(&large).is_err(), "a number too large");
}

#[test]
fn deep_nesting_is_refused() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Deep(Vec<Self>);
    let one = Marker::FixArray(1).to_u8();
    let bytes = vec![one; 100_000];
    let refused = read::<Deep>(&bytes).unwrap_err();
    assert!(refused.to_string().contains("too deep"), "{refused}");
    assert_eq!(
        read::<Deep>(&[Marker::FixArray(0).to_u8()]),
        Ok(Deep(Vec::new()))
    );
}
