//! The one thread that talks to the store: requests with tickets go in, replies come back.

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::effect::{Answer, Reply, Request};
use crate::app::ticket::Ticket;

/// What stands behind the thread. It is moved onto the thread and used from there alone.
pub trait Service: Send + 'static {
    /// Does what is asked; whatever goes wrong is an answer too.
    fn serve(&mut self, request: Request) -> Answer;
}

/// The store thread. Dropping it waits until everything asked for is done.
pub struct StoreThread {
    requests: Option<Sender<(Ticket, Request)>>,
    thread: Option<JoinHandle<()>>,
}

impl StoreThread {
    /// Starts the thread; each reply is handed to `send`.
    pub fn start(mut service: impl Service, send: impl Fn(Reply) + Send + 'static) -> Self {
        let (requests, asked) = channel::<(Ticket, Request)>();
        let thread = thread::spawn(move || {
            for (ticket, request) in asked {
                let wrote = request.is_write();
                let answer = service.serve(request);
                send(Reply {
                    ticket,
                    wrote,
                    answer,
                });
            }
        });
        Self {
            requests: Some(requests),
            thread: Some(thread),
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
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told so itself.
            let _ = thread.join();
        }
    }
}
