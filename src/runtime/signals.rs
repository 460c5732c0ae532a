//! Signals: of those that end the program the loop hears once and leaves in order; of a new window
//! size it hears each time, from before the first frame on.

use std::io;
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// What a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalNotice {
    /// The window has a new size.
    Resized,
    /// The program is to end, by the signal of this number.
    End(i32),
}

/// Tells `send` of each new window size and of the first signal that ends the program.
#[cfg(unix)]
pub fn listen(send: impl Fn(SignalNotice) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGWINCH};
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGWINCH])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGWINCH {
                send(SignalNotice::Resized);
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
