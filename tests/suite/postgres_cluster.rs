//! A PostgreSQL of the tests' own: found, begun in a temporary folder as a user without rights, on a free
//! port of this machine alone, and ended with the process, however that ends.

use std::env;
use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

/// Said where there is none.
const MISSING: &str = "skipped, no PostgreSQL: apt-get install postgresql";

/// A server.
pub(crate) struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    databases: AtomicU32,
    /// The pipe with whose end the server ends, here or with the process.
    _alive: Option<ChildStdin>,
}

/// A database of one test, with a role that owns it.
pub(crate) struct Database {
    /// Its name, and that of the role.
    pub(crate) name: String,
    /// The port of its server.
    pub(crate) port: u16,
}

impl Database {
    /// Gives the address for a role.
    pub(crate) fn url_of(&self, role: &str, more: &str) -> String {
        format!(
            "postgres://{role}@127.0.0.1:{}/{}{more}",
            self.port, self.name
        )
    }

    /// Gives the address for the role that owns it.
    pub(crate) fn url(&self) -> String {
        self.url_of(&self.name, "")
    }

    /// Connects as a role.
    pub(crate) fn client_of(&self, role: &str) -> Client {
        Client::connect(&self.url_of(role, ""), NoTls).unwrap()
    }

    /// Connects as the one who may do everything.
    pub(crate) fn admin(&self) -> Client {
        self.client_of("admin")
    }
}

/// Gives the server that the tests of this process share.
pub(crate) fn shared() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(Server::begin).as_ref()
}

/// Gives a fresh database on the shared server; where there is no PostgreSQL, says so.
pub(crate) fn database() -> Option<Database> {
    shared().map(Server::database)
}

impl Server {
    /// Begins a server; where there is no PostgreSQL, says so.
    #[expect(
        clippy::print_stdout,
        reason = "whoever runs the tests is told what was skipped"
    )]
    pub(crate) fn begin() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(
                env::var("MULIN_NEED_POSTGRES").is_err(),
                "MULIN_NEED_POSTGRES is set: {MISSING}"
            );
            println!("{MISSING}");
            return None;
        };
        let server = Self::at(programs);
        let data = server.data();
        let init = [
            "--auth=trust",
            "--username=admin",
            "--encoding=UTF8",
            "--locale=C",
        ];
        done(
            server
                .program("initdb")
                .args(init)
                .args(["--no-sync", "-D"])
                .arg(&data),
        );
        server.certify();
        // One user has to prove himself.
        let rules = "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n\
                     host replication all 127.0.0.1/32 trust\n";
        fs::write(data.join("pg_hba.conf"), rules).unwrap();
        let server = Self {
            _alive: server.end_with_the_pipe(),
            ..server
        };
        server.start();
        Some(server)
    }

    /// Makes the folder of a server that its user owns, and finds it a port.
    fn at(programs: PathBuf) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("mulin-postgres-")
            .tempdir()
            .unwrap()
            .keep();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        if is_root() {
            let owner = format!("{}:", unprivileged());
            done(Command::new("chown").arg(owner).arg(&folder));
        }
        Self {
            programs,
            folder,
            port,
            databases: AtomicU32::new(0),
            _alive: None,
        }
    }

    /// Begins a standby of this server, which acknowledges nothing from then on that the standby has not.
    pub(crate) fn standby(&self) -> Self {
        let standby = Self::at(self.programs.clone());
        let port = self.port.to_string();
        done(
            standby
                .program("pg_basebackup")
                .args([
                    "-h",
                    "127.0.0.1",
                    "-p",
                    &port,
                    "-U",
                    "admin",
                    "-R",
                    "-X",
                    "stream",
                ])
                .args(["--no-sync", "-c", "fast", "-D"])
                .arg(standby.data()),
        );
        let standby = Self {
            _alive: standby.end_with_the_pipe(),
            ..standby
        };
        standby.start();
        let mut admin = self.here("postgres").admin();
        admin
            .batch_execute("alter system set synchronous_standby_names = '*'")
            .unwrap();
        admin.batch_execute("select pg_reload_conf()").unwrap();
        let synchronous = "select 1 from pg_stat_replication where sync_state = 'sync'";
        within(Duration::from_secs(30), || {
            !admin.query(synchronous, &[]).unwrap().is_empty()
        });
        standby
    }

    /// Makes the primary of a standby.
    pub(crate) fn promote(&self) {
        done(
            self.program("pg_ctl")
                .args(["promote", "-w", "-s", "-D"])
                .arg(self.data()),
        );
    }

    /// Has every process of the server stop where it is, or go on: it accepts, and says nothing.
    pub(crate) fn signal(&self, name: &str) {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let first = file.lines().next().unwrap();
        let children = fs::read_dir("/proc").unwrap().flatten().filter(|it| {
            let stat = fs::read_to_string(it.path().join("stat")).unwrap_or_default();
            let behind = stat.rsplit(')').next().unwrap_or_default();
            behind.split_whitespace().nth(1) == Some(first)
        });
        let children = children.map(|it| it.file_name().to_string_lossy().into_owned());
        let all: Vec<String> = std::iter::once(first.to_owned()).chain(children).collect();
        let script = format!("kill -{name} {}", all.join(" "));
        done(Command::new("sh").args(["-c", &script]));
    }

    /// Gives the address of a database on this server and then on another one.
    pub(crate) fn url_with(&self, other: &Self, database: &Database) -> String {
        let name = &database.name;
        format!(
            "postgres://{name}@127.0.0.1:{},127.0.0.1:{}/{name}",
            self.port, other.port
        )
    }

    fn here(&self, name: &str) -> Database {
        Database {
            name: name.to_owned(),
            port: self.port,
        }
    }

    /// Makes a database with a role that owns it.
    pub(crate) fn database(&self) -> Database {
        let name = format!("town_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut admin = self.here("postgres").admin();
        admin
            .batch_execute(&format!("create role {name} login"))
            .unwrap();
        admin
            .batch_execute(&format!("create database {name} owner {name}"))
            .unwrap();
        self.here(&name)
    }

    /// Starts it, and waits until it answers.
    pub(crate) fn start(&self) {
        let enciphered = if self.authority().exists() {
            "on"
        } else {
            "off"
        };
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c ssl={enciphered} -c ssl_cert_file=leaf.pem -c ssl_key_file=leaf.key",
            self.port
        );
        let log = self.folder.join("log");
        done(
            self.program("pg_ctl")
                .args(["start", "-w", "-s", "-o", &options, "-l"])
                .arg(log)
                .arg("-D")
                .arg(self.data()),
        );
    }

    /// Stops it as a power cut would.
    pub(crate) fn kill(&self) {
        done(
            self.program("pg_ctl")
                .args(["stop", "-m", "immediate", "-w", "-s", "-D"])
                .arg(self.data()),
        );
    }

    /// Gives the file of the authority from which the server has its certificate, for `localhost` alone;
    /// there is none where there is no `openssl`.
    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// Makes an authority, and a certificate of it.
    fn certify(&self) {
        let folder = self.folder.display();
        let data = self.data();
        let script = format!(
            "cd {folder} && openssl req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.pem \
             -days 2 -subj /CN=tests && openssl req -newkey rsa:2048 -nodes -keyout leaf.key \
             -out leaf.csr -subj /CN=localhost && printf 'subjectAltName=DNS:localhost' > ext \
             && openssl x509 -req -in leaf.csr -CA a.pem -CAkey a.key -CAcreateserial -days 2 \
             -extfile ext -out leaf.pem && chmod 600 leaf.key && chown --reference={data} \
             leaf.key leaf.pem && mv leaf.key leaf.pem {data} && mv a.pem authority.pem",
            data = data.display()
        );
        let made = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(
            made.status.success() || env::var("MULIN_NEED_POSTGRES").is_err(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of PostgreSQL's programs, which refuse to run as root.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            let user = unprivileged();
            command
                .args(["--reuid", &user, "--regid", &group(&user), "--clear-groups"])
                .arg(program);
            command
        } else {
            Command::new(program)
        };
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// A shell waits for the end of a pipe that this process holds open, and ends the server then.
    fn end_with_the_pipe(&self) -> Option<ChildStdin> {
        let stop = self.program("pg_ctl");
        let words = [stop.get_program()].into_iter().chain(stop.get_args());
        let words: Vec<&str> = words.map(|it| it.to_str().unwrap()).collect();
        let folder = self.folder.display();
        let script = format!(
            "read line; {} stop -m immediate -s -D {folder}/data; rm -rf {folder}",
            words.join(" ")
        );
        let mut watcher = Command::new("setsid")
            .args(["sh", "-c", &script])
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let pipe = watcher.stdin.take();
        thread::spawn(move || watcher.wait());
        pipe
    }
}

/// Runs a program that must do well.
fn done(command: &mut Command) {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let status = child.wait().unwrap();
    let mut answer = String::new();
    if !status.success() {
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut answer)
            .unwrap();
    }
    assert!(status.success(), "{command:?}: {answer}");
}

/// Finds PostgreSQL's programs: on the path, else the highest version of Debian's.
fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path)
        .map(|it| it.join("initdb"))
        .find(|it| it.is_file());
    let on_path = on_path.and_then(|it| it.canonicalize().ok());
    let has_all =
        |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    on_path
        .and_then(|it| it.parent().map(Path::to_path_buf))
        .filter(has_all)
        .or_else(|| {
            let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
            let folders = versions.map(|it| it.path().join("bin")).filter(has_all);
            folders.max_by_key(|it| {
                let version = it.parent().and_then(Path::file_name);
                version.and_then(|it| it.to_str()?.parse::<u32>().ok())
            })
        })
}

fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output().unwrap().stdout;
    answer == b"0\n"
}

/// Gives the user as whom the server runs where root runs the tests.
fn unprivileged() -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let has = users.lines().any(|line| line.starts_with("postgres:"));
    if has { "postgres" } else { "nobody" }.to_owned()
}

fn group(user: &str) -> String {
    let answer = Command::new("id")
        .args(["-gn", user])
        .output()
        .unwrap()
        .stdout;
    String::from_utf8(answer).unwrap().trim().to_owned()
}

/// Waits until something holds, at most so long; gives how long it took.
pub(crate) fn within(limit: Duration, mut holds: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < limit, "not within {limit:?}");
        thread::sleep(Duration::from_millis(5));
    }
    began.elapsed()
}
