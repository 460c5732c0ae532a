//! The README's pictures, made from the real program on a made-up town. An ordinary run compares
//! and writes nothing; `MULIN_UPDATE_PICTURES=1` makes them anew.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::svg::svg;
use crate::terminal::{DEADLINE, Terminal};

const ALT_D: &str = "\x1bd";
const F7: &str = "\x1b[18~";
const CTRL_T: &str = "\x14";
const ALT_P: &str = "\x1bp";
const ALT_U: &str = "\x1bu";
const ALT_J: &str = "\x1bj";
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
const CTRL_U: &str = "\x15";
const DOWN: &str = "\x1b[B";

/// One picture: its name, the window, what is pressed (each waits until the screen rests, and for
/// the text behind a `?`), and what must stand on the screen in every language.
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
        keys: &[F4, "?> ML-2026-", DOWN, DOWN],
        seen: "ML-2026-",
    },
    Scene {
        name: "today",
        size: (100, 28),
        keys: &[ALT_D],
        seen: "[1]",
    },
    Scene {
        name: "ledger",
        size: (100, 28),
        keys: &[F7, "[", "[", "["],
        seen: "2026-11",
    },
    Scene {
        name: "call",
        size: (100, 28),
        keys: &[
            CTRL_T,
            "13800001234",
            "\t牟春生",
            "\t\t问低保怎么申请",
            "\t2",
        ],
        seen: "13800001234",
    },
    Scene {
        name: "hotline",
        size: (100, 28),
        keys: &[
            CTRL_T,
            "13800001234",
            "\t牟春生",
            "\t\t问低保怎么申请",
            "\t2",
            CTRL_S,
            ALT_P,
        ],
        seen: "RX-11",
    },
    Scene {
        name: "education",
        size: (100, 28),
        keys: &[ALT_U],
        seen: "90",
    },
    Scene {
        name: "joint",
        size: (100, 28),
        keys: &[ALT_J],
        seen: "人社所",
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
        keys: &[F4, "?> ML-2026-", DOWN, "\r", "?P-", "2"],
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
        keys: &[F4, "?> ML-2026-", "\r", "?P-", ALT_T],
        seen: "ML-2026-",
    },
    Scene {
        name: "steps",
        size: (100, 32),
        keys: &[
            F4,
            "?> ML-2026-",
            DOWN,
            DOWN,
            DOWN,
            DOWN,
            "\r",
            "?P-",
            CTRL_E,
        ],
        seen: "Alt-K",
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
        keys: &[F8, "2"],
        seen: "48",
    },
    Scene {
        name: "papers",
        size: (100, 28),
        keys: &[F4, "?> ML-2026-", "\r", "?P-", CTRL_U],
        seen: "ML-2026-",
    },
    Scene {
        name: "meetings",
        size: (100, 28),
        keys: &[ALT_M],
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
        name: "map",
        size: (100, 28),
        keys: &[ALT_V, "[", "[", "[", "["],
        seen: "11-19",
    },
    Scene {
        name: "whistles",
        size: (100, 28),
        keys: &[ALT_W, "?CS-5", "\r"],
        seen: "CS-5",
    },
    Scene {
        name: "early-signs",
        size: (160, 45),
        keys: &[ALT_V, "[", "[", "\r"],
        seen: "MT-2",
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
    let home = home.path();
    std::thread::scope(|both| {
        for lang in ["zh", "en"] {
            both.spawn(move || {
                for scene in SCENES {
                    check(home, lang, scene);
                }
            });
        }
    });
}

/// Compares a scene with its picture once the program has nothing more to do; what it drew may still
/// be on its way through the terminal.
fn check(home: &Path, lang: &str, scene: &Scene) {
    let file = format!("{}.{lang}.svg", scene.name);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("screenshots")
        .join(&file);
    let own = tempfile::tempdir().unwrap();
    let desk = played(home, own.path(), lang, scene);
    if std::env::var_os("MULIN_UPDATE_PICTURES").is_some() {
        fs::write(&path, desk.look(svg)).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let end = Instant::now() + DEADLINE;
    while desk.look(svg) != stored {
        assert!(
            Instant::now() < end,
            "{file} shows something else now (MULIN_UPDATE_PICTURES=1 makes it anew)"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Opens a copy of the town and presses the scene's keys.
fn played(home: &Path, own: &Path, lang: &str, scene: &Scene) -> Terminal {
    fs::copy(home.join("desk.redb"), own.join("desk.redb")).unwrap();
    let still = [("MULIN_STILL", "1"), ("COLORTERM", "truecolor")];
    let mut desk = Terminal::open_with(own, scene.size, &["--lang", lang], &still);
    desk.wait_for("F1");
    // Of the reminders with which the desk opens this one stands: that of the joint sessions.
    desk.wait_for("Alt-J");
    for keys in scene.keys {
        if let Some(text) = keys.strip_prefix('?') {
            desk.wait_for(text);
        } else {
            desk.wait_quiet();
            desk.send(keys);
        }
    }
    desk.wait_for(scene.seen);
    desk.wait_quiet();
    desk
}
