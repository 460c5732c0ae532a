//! Signals that end the program: the loop hears of them and leaves in order.

use std::io;
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Tells `send` of the first signal that ends the program.
#[cfg(unix)]
pub fn listen(send: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, signal_hook::consts::SIGHUP])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            send(signal);
        }
    });
    Ok(())
}

/// Windows ends a console program by itself; Ctrl-C arrives as a key.
#[cfg(not(unix))]
pub fn listen(_send: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    Ok(())
}
