//! A terminal for the real program: keys go in, a screen comes out; waiting has a deadline and
//! shows the screen when it fails.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// After which something is taken never to happen, however busy the machine: nothing waits this long
/// that succeeds.
pub(crate) const DEADLINE: Duration = Duration::from_secs(120);
/// For how long nothing happens where the program has nothing more to do: a kernel hands over a key
/// or a line well within it.
const QUIET: Duration = Duration::from_millis(300);
/// For how long nothing happens where a key was answered; and where it changed nothing.
const STILL: Duration = Duration::from_millis(15);
const SILENT: Duration = Duration::from_millis(600);

/// The real program on a terminal of its own.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    parser: Arc<Mutex<vt100::Parser>>,
    /// Bytes drawn so far.
    count: Arc<AtomicUsize>,
}

impl Terminal {
    /// Starts `mulin` with arguments; `home` holds its settings and its store.
    pub(crate) fn open(home: &Path, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::open_with(home, size, arguments, &[])
    }

    /// Starts `mulin` with more variables in its environment.
    pub(crate) fn open_with(
        home: &Path,
        size: (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let folders = ["config", "data", "desk.redb"].map(|name| home.join(name));
        let [config, data, store] = folders.each_ref().map(|it| it.to_str().unwrap());
        let own = [
            ("XDG_CONFIG_HOME", config),
            ("XDG_DATA_HOME", data),
            ("MULIN_STORE", store),
        ];
        let variables = [variables, &own].concat();
        let program = Path::new(env!("CARGO_BIN_EXE_mulin"));
        Self::open_program(program, home, size, arguments, &variables)
    }

    /// Starts a program that was built elsewhere, with nothing but a home folder.
    pub(crate) fn open_program(
        program: &Path,
        home: &Path,
        size: (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "zh_CN.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
            ("USER", "王芳"),
            ("MULIN_TEST", "1"),
            ("MULIN_NOW", "2026-11-25T09:41:00+08:00"),
        ] {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.env("HOME", home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(
            cells(size.1),
            cells(size.0),
            0,
        )));
        let drawn = Arc::clone(&parser);
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read) = reader.read(&mut bytes) {
                if read == 0 {
                    break;
                }
                drawn.lock().unwrap().process(&bytes[..read]);
                counted.fetch_add(read, Ordering::SeqCst);
            }
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            parser,
            count,
        }
    }

    /// Sends bytes in one write: what a terminal sends for one key, or committed text.
    pub(crate) fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Sends a paste as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Waits until `text` stands on the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(&format!("“{text}”"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until `text` does not stand on the screen any more.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait(&format!("no “{text}”"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until the screen is as `is` says.
    pub(crate) fn wait(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + DEADLINE;
        loop {
            if is(self.parser.lock().unwrap().screen()) {
                return;
            }
            assert!(
                Instant::now() < end,
                "waited for {what} in vain; the screen:\n{}",
                self.contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Gives the screen as text.
    pub(crate) fn contents(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Looks at the screen.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.parser.lock().unwrap().screen())
    }

    /// Gives the terminal's cursor: column, row.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.parser.lock().unwrap().screen().cursor_position();
        (column, row)
    }

    /// Gives the window a new size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.parser
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(cells(size.1), cells(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Gives the bytes drawn so far.
    pub(crate) fn bytes(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// Waits until the program has nothing more to do: for a while nothing was drawn, and every
    /// thread of it was waiting for something. One that only waits for its turn on a busy machine has
    /// something to do.
    pub(crate) fn wait_quiet(&self) {
        let end = Instant::now() + DEADLINE;
        let (mut last, mut since) = (self.bytes(), Instant::now());
        while since.elapsed() < QUIET {
            assert!(Instant::now() < end, "the screen is never quiet");
            thread::sleep(Duration::from_millis(10));
            if self.bytes() != last || !self.is_waiting() {
                (last, since) = (self.bytes(), Instant::now());
            }
        }
    }

    /// Waits until the program has answered what was sent when `drawn` bytes had been drawn: something
    /// more was drawn and every thread waits again, or it draws nothing for a while.
    pub(crate) fn settle(&self, drawn: usize) {
        let begun = Instant::now();
        let (mut last, mut since) = (self.bytes(), Instant::now());
        loop {
            let still = if last > drawn { STILL } else { SILENT };
            if since.elapsed() >= still {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "the screen is never quiet");
            thread::sleep(Duration::from_millis(3));
            if self.bytes() != last || !self.is_waiting() {
                (last, since) = (self.bytes(), Instant::now());
            }
        }
    }

    /// Tells whether every thread of the program sleeps, by the state in `/proc/…/stat`; where there
    /// is no such file, it is taken to.
    fn is_waiting(&self) -> bool {
        let id = self.child.process_id().unwrap_or_default();
        let Ok(threads) = std::fs::read_dir(format!("/proc/{id}/task")) else {
            return true;
        };
        threads.flatten().all(|thread| {
            let stat = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            stat.rsplit(") ").next().is_none_or(|rest| {
                // A thread that has ended meanwhile has no text.
                rest.is_empty() || rest.starts_with('S')
            })
        })
    }

    /// Gives the time that the program has taken, in clock ticks.
    pub(crate) fn cpu_ticks(&self) -> u64 {
        let id = self.child.process_id().unwrap();
        let text = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
        let fields: Vec<&str> = text
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Waits until so many bytes were drawn, counted from the beginning.
    pub(crate) fn wait_drawn(&self, bytes: usize) {
        self.wait(&format!("{bytes} bytes"), |_| self.bytes() >= bytes);
    }

    /// Gives the program's process.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal.
    pub(crate) fn signal(&mut self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let status = std::process::Command::new("kill")
            .args(["-s", name, &id])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Waits for the program to end; gives its exit code.
    pub(crate) fn wait_exit(&mut self) -> u32 {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                Instant::now() < end,
                "the program does not end; the screen:\n{}",
                self.contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the terminal is as the program found it.
    pub(crate) fn wait_clean(&self) {
        self.wait("a clean terminal", |screen| {
            !screen.alternate_screen()
                && !screen.bracketed_paste()
                && !screen.hide_cursor()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A program that has ended already cannot be ended again.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}
