//! The README's pictures, made from the real program on a made-up town. An ordinary run compares
//! and writes nothing; `MULIN_UPDATE_PICTURES=1` makes them anew.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::svg::svg;
use crate::terminal::Terminal;

const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const F4: &str = "\x1bOS";
const F5: &str = "\x1b[15~";
const F6: &str = "\x1b[17~";
const F8: &str = "\x1b[19~";
const ALT_L: &str = "\x1bl";
const ALT_M: &str = "\x1bm";
const ALT_O: &str = "\x1bo";
const ALT_T: &str = "\x1bt";
const ALT_W: &str = "\x1bw";
const ALT_V: &str = "\x1bv";
const CTRL_E: &str = "\x05";
const CTRL_S: &str = "\x13";
const CTRL_K: &str = "\x0b";
const CTRL_U: &str = "\x15";
const DOWN: &str = "\x1b[B";
const END: &str = "\x1b[F";

/// One picture: its name, the window, what is pressed (each waits until the screen rests), and
/// what must stand on the screen in every language.
struct Scene {
    name: &'static str,
    size: (u16, u16),
    keys: &'static [&'static str],
    seen: &'static str,
}

const SCENES: &[Scene] = &[
    Scene {
        name: "desk",
        size: (160, 45),
        keys: &[F4, DOWN, DOWN],
        seen: "ML-2026-",
    },
    Scene {
        name: "intake",
        size: (100, 28),
        keys: &[F2, "牟春生"],
        seen: "牟春生",
    },
    Scene {
        name: "queue",
        size: (100, 28),
        keys: &[F4],
        seen: "ML-2026-",
    },
    Scene {
        name: "case",
        size: (100, 28),
        keys: &[F4, DOWN, "\r", "2"],
        seen: "ML-2026-",
    },
    Scene {
        name: "lawyers",
        size: (100, 28),
        keys: &[F5],
        seen: "09:00",
    },
    Scene {
        name: "grid",
        size: (100, 28),
        keys: &[F6],
        seen: "大牟家镇",
    },
    Scene {
        name: "finder",
        size: (100, 28),
        keys: &[F3, "mcs 1234"],
        seen: "牟春生",
    },
    Scene {
        name: "triage",
        size: (100, 28),
        keys: &[F4, "\r", ALT_T],
        seen: "ML-2026-",
    },
    Scene {
        name: "steps",
        size: (100, 32),
        keys: &[F4, END, "\r", CTRL_E],
        seen: "x ",
    },
    Scene {
        name: "roads",
        size: (100, 28),
        keys: &[ALT_L, "2026-03-02"],
        seen: "2027-03-02",
    },
    Scene {
        name: "figures",
        size: (100, 28),
        keys: &[F8, "3"],
        seen: "2026-11",
    },
    Scene {
        name: "figures-desk",
        size: (160, 45),
        keys: &[F8, "4", END],
        seen: "2026-Q4",
    },
    Scene {
        name: "papers",
        size: (100, 28),
        keys: &[F4, "\r", CTRL_U],
        seen: "ML-2026-",
    },
    Scene {
        name: "meetings",
        size: (100, 28),
        keys: &[
            ALT_M,
            CTRL_E,
            "\t\t\t二楼会议室",
            "\t周书记",
            "\t王岚 人社所、李强 司法所",
            CTRL_S,
        ],
        seen: "ML-2026-",
    },
    Scene {
        name: "handover",
        size: (100, 28),
        keys: &[ALT_O],
        seen: "ML-2026-",
    },
    Scene {
        name: "prevention",
        size: (100, 28),
        keys: &[ALT_V],
        seen: "8/11",
    },
    Scene {
        name: "whistles",
        size: (100, 28),
        keys: &[
            ALT_W,
            CTRL_E,
            "1\t东牟家村",
            "\t\t两家为排水沟争吵，都在气头上",
            CTRL_S,
            "\r",
        ],
        seen: "CS-1",
    },
    Scene {
        name: "early-signs",
        size: (160, 45),
        keys: &[ALT_V, CTRL_K, CTRL_K, "\r"],
        seen: "MT-1",
    },
];

#[test]
fn the_readmes_pictures_are_what_the_program_shows() {
    let home = tempfile::tempdir().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_mulin"))
        .args([
            "demo",
            "--no-open",
            "--on",
            "2026-11-25",
            "--as",
            "王芳",
            "--store",
        ])
        .arg(home.path().join("desk.redb"))
        .env("MULIN_TEST", "1")
        .env("MULIN_NOW", "2026-11-25T09:41:00+08:00")
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    for lang in ["zh", "en"] {
        for scene in SCENES {
            compare(
                &format!("{}.{lang}.svg", scene.name),
                &taken(home.path(), lang, scene),
            );
        }
    }
}

fn taken(home: &Path, lang: &str, scene: &Scene) -> String {
    let own = tempfile::tempdir().unwrap();
    fs::copy(home.join("desk.redb"), own.path().join("desk.redb")).unwrap();
    let mut desk = Terminal::open(own.path(), scene.size, &["--lang", lang]);
    desk.wait_for("F1");
    for keys in scene.keys {
        desk.wait_quiet();
        desk.send(keys);
    }
    desk.wait_for(scene.seen);
    desk.wait_quiet();
    desk.look(svg)
}

fn compare(file: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("screenshots")
        .join(file);
    if std::env::var_os("MULIN_UPDATE_PICTURES").is_some() {
        fs::write(&path, picture).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == picture,
        "{file} shows something else now (MULIN_UPDATE_PICTURES=1 makes it anew)"
    );
}
