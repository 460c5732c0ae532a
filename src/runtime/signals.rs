//! Signals: of those that end the program the loop hears once and leaves in order; of a new window
//! size it hears each time, from before the first frame on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

#[cfg(unix)]
use signal_hook::consts::SIGXFSZ;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::iterator::Signals;

/// A file that may not grow beyond a limit fails to be written, and that is told; the signal that would
/// end the program without a word is heard and let be.
#[cfg(unix)]
pub fn outlive_limits() -> io::Result<()> {
    let heard = Arc::new(AtomicBool::new(false));
    flag::register(SIGXFSZ, heard).map(|_| ())
}

/// Other systems have no such signal.
#[cfg(not(unix))]
pub fn outlive_limits() -> io::Result<()> {
    Ok(())
}

/// What a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalNotice {
    /// The window has a new size.
    Resized,
    /// The program goes on after it was stopped; the terminal may have been another's meanwhile.
    Continued,
    /// The program is to end, by the signal of this number.
    End(i32),
}

/// Tells `send` of each new window size and of the first signal that ends the program.
#[cfg(unix)]
pub fn listen(send: impl Fn(SignalNotice) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGWINCH};
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGWINCH {
                send(SignalNotice::Resized);
            } else if signal == SIGCONT {
                send(SignalNotice::Continued);
            } else {
                send(SignalNotice::End(signal));
                return;
            }
        }
    });
    Ok(())
}

/// Windows ends a console program by itself; Ctrl-C arrives as a key, a new size as an event.
#[cfg(not(unix))]
pub fn listen(_send: impl Fn(SignalNotice) + Send + 'static) -> io::Result<()> {
    Ok(())
}
