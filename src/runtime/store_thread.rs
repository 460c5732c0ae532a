//! The one thread that talks to the store: requests with tickets go in, replies come back.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::effect::{Answer, Reply, Request};
use crate::app::msg::Msg;
use crate::app::ticket::Ticket;

/// How often an idle desk looks whether another window has changed the store.
const LOOK: Duration = Duration::from_secs(1);

/// What stands behind the thread. It is moved onto the thread and used from there alone.
pub trait Service: Send + 'static {
    /// Does what is asked; whatever goes wrong is an answer too.
    fn serve(&mut self, request: Request) -> Answer;

    /// Tells whether another window has changed the store since the last time this was asked, or
    /// since this window's own last request.
    fn has_changed(&mut self) -> bool;

    /// Says what stands against keeping anything, where the store is no longer found where it is looked
    /// for.
    fn standing(&mut self) -> Option<String>;

    /// Gives what is called when the desk is left: nothing is waited for long from then on.
    fn hurry(&self) -> Box<dyn Fn() + Send>;
}

/// The store thread. Dropping it waits until everything asked for is done.
pub struct StoreThread {
    requests: Option<Sender<(Ticket, Request)>>,
    thread: Option<JoinHandle<()>>,
    hurry: Box<dyn Fn() + Send>,
}

impl StoreThread {
    /// Starts the thread; each reply is handed to `send`, and each change by another window.
    pub fn start(mut service: impl Service, send: impl Fn(Msg) + Send + 'static) -> Self {
        let (requests, asked) = channel::<(Ticket, Request)>();
        let hurry = service.hurry();
        let mut stood = None;
        let thread = thread::spawn(move || {
            loop {
                let (ticket, request) = match asked.recv_timeout(LOOK) {
                    Ok(asked) => asked,
                    Err(RecvTimeoutError::Timeout) => {
                        if service.has_changed() {
                            send(Msg::Changed);
                        }
                        let standing = service.standing();
                        if standing != stood {
                            send(Msg::Standing(standing.clone()));
                            stood = standing;
                        }
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                };
                let wrote = request.is_write();
                let answer = service.serve(request);
                send(Msg::Reply(Reply {
                    ticket,
                    wrote,
                    answer,
                }));
            }
        });
        Self {
            requests: Some(requests),
            thread: Some(thread),
            hurry,
        }
    }

    /// Asks; false when the thread is gone.
    pub fn ask(&self, ticket: Ticket, request: Request) -> bool {
        self.requests
            .as_ref()
            .is_some_and(|requests| requests.send((ticket, request)).is_ok())
    }
}

impl Drop for StoreThread {
    fn drop(&mut self) {
        self.requests.take();
        (self.hurry)();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told so itself.
            let _ = thread.join();
        }
    }
}
