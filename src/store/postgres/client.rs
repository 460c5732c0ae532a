//! The client of the server. Whatever it is asked ends within a limit: a server that accepts and says
//! nothing holds nobody up. After that the line is of no use, since the answer may still come.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::types::ToSql;
use tokio_postgres::{
    AsyncMessage, Config, Connection, Error, Row, Socket, Statement, ToStatement,
};

/// How long connecting to whichever host, and one statement on the server, may take.
pub(super) const LIMIT: Duration = Duration::from_secs(5);
/// How long an answer is waited for; where the statement was too long for the server, it says so before.
const ANSWER: Duration = Duration::from_secs(6);
/// How long where thousands of rows go over the line.
const MANY: Duration = Duration::from_secs(30);
/// How much later the next of several hosts is tried, while those before have not answered.
const STAGGER: Duration = Duration::from_millis(300);

/// Why the server did not answer.
#[derive(Debug)]
pub(super) enum Fault {
    /// It said nothing for too long.
    Late,
    /// It, or the system, said this.
    Failed(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What is asked for with a question.
pub(super) type Asked<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A host that was reached, whose line is read.
pub(super) struct Reached {
    inner: tokio_postgres::Client,
    news: Arc<Notify>,
}

/// Reaching a host, once it is begun.
pub(super) type Reaching = Pin<Box<dyn Future<Output = Result<Reached, Error>> + Send>>;

/// A line to the server.
pub(super) struct Client {
    inner: tokio_postgres::Client,
    news: Arc<Notify>,
    /// There until it is dropped; whatever still runs in it is not waited for.
    runtime: Option<Runtime>,
}

impl Client {
    /// Connects to the first host that takes writes. They are tried one a little after the other, so that
    /// one that is gone holds nobody up.
    ///
    /// # Errors
    /// What each of them said.
    pub(super) fn connect(hosts: Vec<Reaching>) -> Result<Self, Vec<Fault>> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build();
        let Ok(runtime) = runtime else {
            return Err(vec![Fault::Late]);
        };
        let connected = runtime.block_on(async {
            let mut tried = JoinSet::new();
            for (at, host) in (0..).zip(hosts) {
                tried.spawn(async move {
                    sleep(STAGGER * at).await;
                    host.await
                });
            }
            let mut faults = Vec::new();
            let first = timeout(LIMIT, async {
                while let Some(came) = tried.join_next().await {
                    match came {
                        Ok(Ok(connected)) => return Some(connected),
                        Ok(Err(error)) => faults.push(Fault::Failed(error)),
                        Err(_) => faults.push(Fault::Late),
                    }
                }
                None
            })
            .await;
            match first {
                Ok(Some(connected)) => Ok(connected),
                Ok(None) => Err(faults),
                Err(_) => {
                    faults.push(Fault::Late);
                    Err(faults)
                }
            }
        });
        match connected {
            Ok(Reached { inner, news }) => Ok(Self {
                inner,
                news,
                runtime: Some(runtime),
            }),
            Err(faults) => {
                runtime.shutdown_background();
                Err(faults)
            }
        }
    }

    /// Tells whether the line is known to be gone.
    pub(super) fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn wait<T>(
        &self,
        limit: Duration,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Fault> {
        let Some(runtime) = &self.runtime else {
            return Err(Fault::Late);
        };
        match runtime.block_on(async { timeout(limit, answer).await }) {
            Ok(came) => Ok(came?),
            Err(_) => Err(Fault::Late),
        }
    }

    /// Does statements that give nothing.
    pub(super) fn batch(&self, statements: &str) -> Result<(), Fault> {
        self.wait(ANSWER, self.inner.batch_execute(statements))
    }

    /// Prepares a statement.
    pub(super) fn prepare(&self, statement: &str) -> Result<Statement, Fault> {
        self.wait(ANSWER, self.inner.prepare(statement))
    }

    /// Does a statement; gives how many rows it changed.
    pub(super) fn execute(&self, statement: &str, asked: Asked<'_>) -> Result<u64, Fault> {
        self.wait(MANY, self.inner.execute(statement, asked))
    }

    /// Asks for one row.
    pub(super) fn one<T>(&self, statement: &T, asked: Asked<'_>) -> Result<Row, Fault>
    where
        T: ?Sized + ToStatement + Sync,
    {
        self.wait(ANSWER, self.inner.query_one(statement, asked))
    }

    /// Asks for rows, which may be many.
    pub(super) fn rows<T>(&self, statement: &T, asked: Asked<'_>) -> Result<Vec<Row>, Fault>
    where
        T: ?Sized + ToStatement + Sync,
    {
        self.wait(MANY, self.inner.query(statement, asked))
    }

    /// Waits until the server tells of something, or for the longest silence.
    pub(super) fn listen(&self, silence: Duration) {
        if let Some(runtime) = &self.runtime {
            // Silence is asked about like news.
            let _silent = runtime.block_on(async { timeout(silence, self.news.notified()).await });
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Reaches a host, and has what comes over the line read from then on.
pub(super) async fn reach<T>(config: Config, tls: T) -> Result<Reached, Error>
where
    T: MakeTlsConnect<Socket> + Send,
    T::Stream: Send + 'static,
    T::TlsConnect: Send,
{
    let (inner, connection) = config.connect(tls).await?;
    let news = Arc::new(Notify::new());
    tokio::spawn(read(connection, Arc::clone(&news)));
    Ok(Reached { inner, news })
}

/// Reads what comes until the line ends.
async fn read<S, T>(mut connection: Connection<S, T>, news: Arc<Notify>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(Ok(came)) = poll_fn(|context| connection.poll_message(context)).await {
        if matches!(came, AsyncMessage::Notification(_)) {
            news.notify_one();
        }
    }
    // Whoever listens sees that the line is gone.
    news.notify_one();
}
