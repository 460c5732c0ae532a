//! The threads behind the desk, one for each [`Lane`]: requests with tickets go in, replies come back.
//!
//! A read that is asked for anew, by the same asker for the same thing, takes the place of the one
//! before: that is dropped if it waits and stopped if it is under way. Nothing that keeps something is
//! ever dropped.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::answer::{Answer, Reply};
use crate::app::effect::Request;
use crate::app::msg::Msg;
use crate::app::ticket::Ticket;
use crate::runtime::lane::Lane;
use crate::store::stoppable::StopSign;

/// How often a desk looks whether another window has changed the store: seen within half a second even
/// where reading it takes a while.
const LOOK: Duration = Duration::from_millis(250);

/// How often what was looked at is written down: within a second, a commit that waits included.
const KEEP: Duration = Duration::from_millis(400);

/// What stands behind the threads.
pub trait Service: Sized + Send + 'static {
    /// Gives what serves a lane; its reads look at the sign.
    #[must_use]
    fn on_lane(&self, sign: &StopSign) -> Self;

    /// Does what is asked; whatever goes wrong is an answer too.
    fn serve(&mut self, request: Request) -> Answer;

    /// Gives the answer to what a fault in the program broke off.
    fn broke_off(&self) -> Answer {
        Answer::Failed(String::new())
    }

    /// Gives how many entries there are, of what is read after it; `None` where that is not known.
    fn seen(&self) -> Option<u64> {
        None
    }

    /// Gives what other windows have done since this was last asked, and whether the store still stands
    /// where it is looked for, where that has changed.
    fn news(&mut self) -> Vec<Msg>;

    /// Writes down what was looked at until now. It is called on the lane of writes, again and again
    /// within a second.
    fn keep_looks(&mut self) {}

    /// Writes down what was looked at, and seals what was written; it is called once, when the lane of writes has nothing more to do.
    fn leave(&mut self) {}

    /// Gives what is called when the desk is left: nothing is waited for long from then on.
    fn hurry(&self) -> Box<dyn Fn() + Send>;
}

/// A message of a thread, with the one who sat at the desk when it was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivery {
    seat: u64,
    msg: Msg,
}

/// What waits on a track.
#[derive(Debug)]
struct Asked {
    seat: u64,
    ticket: Ticket,
    request: Request,
    /// It was broken off before it began.
    broken_off: bool,
}

/// What a lane does next.
enum Next {
    /// It serves this.
    Asked(Asked),
    /// Nothing was asked for a while.
    Nothing,
    /// Nothing is asked any more.
    Closed,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Asked>,
    /// What is under way.
    serving: Option<Ticket>,
    /// Nobody waits for the answer of what is under way.
    stale: bool,
    closed: bool,
}

/// A lane as both of its ends have it.
#[derive(Default)]
struct Track {
    queue: Mutex<Queue>,
    bell: Condvar,
    sign: StopSign,
}

/// The threads. Dropping them waits until everything that keeps something is done.
pub struct Lanes {
    tracks: Vec<(Lane, Arc<Track>)>,
    threads: Vec<JoinHandle<()>>,
    looking: Option<Sender<()>>,
    hurry: Box<dyn Fn() + Send>,
    /// How often somebody sat down.
    seat: u64,
}

impl Lanes {
    /// Starts the threads; each reply is handed to `send`, and each change by another window.
    pub fn start(service: &impl Service, send: impl Fn(Delivery) + Clone + Send + 'static) -> Self {
        let mut tracks = Vec::new();
        let mut threads = Vec::new();
        for lane in Lane::ALL {
            let track = Arc::new(Track::default());
            let (mut service, served, send) = (
                service.on_lane(&track.sign),
                Arc::clone(&track),
                send.clone(),
            );
            threads.push(thread::spawn(move || {
                let keeps = lane == Lane::Writes;
                loop {
                    let asked = match served.next(keeps.then_some(KEEP)) {
                        Next::Asked(asked) => asked,
                        Next::Nothing => {
                            service.keep_looks();
                            continue;
                        }
                        Next::Closed => break,
                    };
                    let wrote = asked.request.is_write();
                    let seen = if lane == Lane::Reads {
                        service.seen()
                    } else {
                        None
                    };
                    let serve = AssertUnwindSafe(|| service.serve(asked.request));
                    let answer = catch_unwind(serve).unwrap_or_else(|_| service.broke_off());
                    let ticket = asked.ticket;
                    if served.is_wanted() {
                        let msg = Msg::Reply(Reply {
                            ticket,
                            wrote,
                            seen,
                            answer,
                        });
                        send(Delivery {
                            seat: asked.seat,
                            msg,
                        });
                    }
                    if keeps {
                        service.keep_looks();
                    }
                }
                if keeps {
                    service.leave();
                }
            }));
            tracks.push((lane, track));
        }
        let (looking, left) = channel::<()>();
        let hurry = service.hurry();
        let mut service = service.on_lane(&StopSign::default());
        threads.push(thread::spawn(move || {
            while left.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                for msg in service.news() {
                    // It is about the store, whoever sits here.
                    send(Delivery {
                        seat: u64::MAX,
                        msg,
                    });
                }
            }
        }));
        Self {
            tracks,
            threads,
            looking: Some(looking),
            hurry,
            seat: 0,
        }
    }

    /// Asks; false when the thread is gone.
    pub fn ask(&mut self, ticket: Ticket, request: Request) -> bool {
        let lane = Lane::of(&request);
        if matches!(request, Request::SitDown(_)) {
            // What was read for whoever sat here before is for nobody's eyes now.
            self.seat += 1;
            for (_, track) in self
                .tracks
                .iter()
                .filter(|(lane, _)| lane.drops_the_stale())
            {
                let mut queue = track.lock();
                queue.waiting.clear();
                queue.stale = true;
                track.sign.stop();
            }
        }
        let asked = Asked {
            seat: self.seat,
            ticket,
            request,
            broken_off: false,
        };
        let track = self.tracks.iter().find(|(it, _)| *it == lane);
        track.is_some_and(|(_, track)| track.put(lane, asked))
    }

    /// Breaks a read off; it is answered as one that was stopped. What is being kept goes on.
    pub fn stop(&self, ticket: Ticket) {
        for (_, track) in &self.tracks {
            let mut queue = track.lock();
            if queue.serving == Some(ticket) {
                track.sign.stop();
            }
            for asked in &mut queue.waiting {
                asked.broken_off |= asked.ticket == ticket;
            }
        }
    }

    /// Takes a message out of its delivery, unless it was meant for one who does not sit here any more.
    pub fn open(&self, delivery: Delivery) -> Option<Msg> {
        (delivery.seat >= self.seat).then_some(delivery.msg)
    }
}

impl Track {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a request in line.
    fn put(&self, lane: Lane, asked: Asked) -> bool {
        let mut queue = self.lock();
        if queue.closed {
            return false;
        }
        if lane.drops_the_stale() {
            queue
                .waiting
                .retain(|it| !it.ticket.same_line(asked.ticket));
            if queue.serving.is_some_and(|it| it.same_line(asked.ticket)) {
                queue.stale = true;
                self.sign.stop();
            }
        }
        queue.waiting.push_back(asked);
        self.bell.notify_one();
        true
    }

    /// Waits for the next request; where `most` is given, no longer than that.
    fn next(&self, most: Option<Duration>) -> Next {
        let mut queue = self.lock();
        loop {
            if let Some(asked) = queue.waiting.pop_front() {
                queue.serving = Some(asked.ticket);
                queue.stale = false;
                self.sign.set(asked.broken_off);
                return Next::Asked(asked);
            }
            if queue.closed {
                return Next::Closed;
            }
            let Some(most) = most else {
                queue = self
                    .bell
                    .wait(queue)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let (waited, over) = self
                .bell
                .wait_timeout(queue, most)
                .unwrap_or_else(PoisonError::into_inner);
            queue = waited;
            if over.timed_out() && queue.waiting.is_empty() && !queue.closed {
                return Next::Nothing;
            }
        }
    }

    /// Hears that a request is served; tells whether its answer is still wanted.
    fn is_wanted(&self) -> bool {
        let mut queue = self.lock();
        queue.serving = None;
        !std::mem::take(&mut queue.stale)
    }

    /// Lets no more come; what keeps nothing is dropped.
    fn close(&self) {
        let mut queue = self.lock();
        queue.closed = true;
        queue.waiting.retain(|it| it.request.is_write());
        self.sign.stop();
        self.bell.notify_one();
    }
}

impl Drop for Lanes {
    fn drop(&mut self) {
        self.looking.take();
        (self.hurry)();
        for (_, track) in &self.tracks {
            track.close();
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has told so itself.
            let _ = thread.join();
        }
    }
}
