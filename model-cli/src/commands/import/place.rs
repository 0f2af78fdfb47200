//! Where models are written, and what is around them.

use std::path::{Path, PathBuf};

use model_core::ir::Engine;
use serde::Deserialize;
use syn::UseTree;

use crate::args::Import;
use crate::context::Context;
use crate::exit::Failure;
use crate::scan::workspace::{nearest_manifest, normal};

/// A directory or a file for models.
#[derive(Debug)]
pub struct Place {
    /// It.
    pub path: PathBuf,
    /// Whether it is one file.
    pub is_file: bool,
    /// The package that it is in.
    pub package: PathBuf,
    /// The file that has to declare the module.
    pub root: PathBuf,
    /// The name of the module.
    pub module: String,
    /// The path of the module in its crate.
    pub crate_path: String,
    /// The edition of the package.
    pub edition: String,
    /// rustfmt's configuration.
    pub rustfmt: Option<PathBuf>,
    /// model-core's feature for the engine.
    pub engine_feature: &'static str,
}

#[derive(Deserialize)]
struct Manifest {
    package: Option<Package>,
    workspace: Option<Workspace>,
}

#[derive(Deserialize)]
struct Package {
    edition: Option<Edition>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Edition {
    Year(String),
    Inherited {
        #[allow(dead_code, reason = "only its form matters")]
        workspace: bool,
    },
}

#[derive(Deserialize)]
struct Workspace {
    package: Option<Package>,
}

impl Place {
    /// Reads the flags, and looks around; without flags, in the package of a directory.
    pub fn find(args: &Import, home: &Path) -> Result<Self, Failure> {
        let root = home;
        let is_rs = |path: &Path| path.extension().is_some_and(|extension| extension == "rs");
        let path = match &args.out {
            // As the shell has it: from where the command was started.
            Some(path) => {
                let here = std::env::current_dir().unwrap_or_else(|_| root.to_owned());
                normal(&here.join(path))
            }
            None if !root.join("src").is_dir() => {
                return Err(Failure::usage(format!("{} has no directory src", root.display()))
                    .hint("say where the models belong: `--out crates/app/src/models`"));
            }
            None => {
                // Beside structs, a module of that name is likely to be theirs.
                let source = root.join("src");
                let is_theirs = source.join("models").is_dir() || source.join("models.rs").is_file();
                let is_taken = args.annotate && is_theirs || is_imported(&source, "models");
                let name = if is_taken { "tables" } else { "models" };
                root.join("src").join(if args.one_file { format!("{name}.rs") } else { name.to_owned() })
            }
        };
        let is_file = args.one_file || is_rs(&path);
        let path = if is_file && !is_rs(&path) { path.with_extension("rs") } else { path };
        if is_file && path.is_dir() || !is_file && path.is_file() {
            let kind = if is_file { "a directory" } else { "a file" };
            return Err(Failure::usage(format!("{} is {kind}", path.display())));
        }
        let module = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if !crate::import::names::is_ident(&module) {
            return Err(
                Failure::usage(format!("`{module}` is no name of a module")).hint("give `--out` another")
            );
        }
        let directory = path.parent().unwrap_or(root).to_owned();
        let declares = declaring(&directory);
        let package = nearest_manifest(&directory).unwrap_or_else(|| root.to_owned());
        let configurations =
            directory.ancestors().flat_map(|dir| [dir.join("rustfmt.toml"), dir.join(".rustfmt.toml")]);
        let inner = directory.strip_prefix(package.join("src")).unwrap_or(Path::new(""));
        let inner = inner.iter().map(|part| part.to_string_lossy().into_owned());
        let crate_path: Vec<String> =
            ["crate".to_owned()].into_iter().chain(inner).chain([module.clone()]).collect();
        Ok(Self {
            package: package.clone(),
            crate_path: crate_path.join("::"),
            is_file,
            root: declares.unwrap_or_else(|| directory.join("lib.rs")),
            module,
            edition: edition(&package).unwrap_or_else(|| "2021".to_owned()),
            rustfmt: configurations.into_iter().find(|path| path.is_file()),
            engine_feature: "postgres",
            path,
        })
    }

    /// For an engine.
    #[must_use]
    pub fn of(self, engine: Engine) -> Self {
        Self { engine_feature: engine.name(), ..self }
    }

    /// What has to be added to the root, unless it is there.
    pub fn declaration(&self) -> Option<String> {
        let text = std::fs::read_to_string(&self.root).unwrap_or_default();
        let line = format!("mod {};", self.module);
        (!text.lines().any(|there| there.trim_end().ends_with(&line))).then(|| format!("pub {line}"))
    }
}

/// The file of a directory that says which modules there are.
fn declaring(directory: &Path) -> Option<PathBuf> {
    ["lib.rs", "main.rs", "mod.rs"].iter().map(|name| directory.join(name)).find(|path| path.is_file())
}

/// Whether the root of a crate has that name from elsewhere.
fn is_imported(source: &Path, name: &str) -> bool {
    let text = declaring(source).and_then(|path| std::fs::read_to_string(path).ok());
    let file = text.and_then(|text| syn::parse_file(&text).ok());
    let mut items = file.iter().flat_map(|file| &file.items);
    items.any(|item| matches!(item, syn::Item::Use(item) if brings(&item.tree, name)))
}

fn brings(tree: &UseTree, name: &str) -> bool {
    match tree {
        UseTree::Path(path) => brings(&path.tree, name),
        UseTree::Name(leaf) => leaf.ident == name,
        UseTree::Rename(leaf) => leaf.rename == name,
        UseTree::Glob(_) => false,
        UseTree::Group(group) => group.items.iter().any(|tree| brings(tree, name)),
    }
}

/// Fails if something is there that is not to be written over.
pub fn refuse_existing<'a>(
    context: &Context,
    force: bool,
    paths: impl Iterator<Item = &'a PathBuf>,
) -> Result<(), Failure> {
    let there: Vec<String> =
        paths.filter(|path| path.exists()).map(|path| context.config.shown(path)).collect();
    if force || there.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(format!("nothing was written: {} there already", are(&there)))
        .hint("`--force` writes over them, `--out` writes elsewhere, `--dry-run` only prints"))
}

fn are(names: &[String]) -> String {
    match names {
        [only] => format!("{only} is"),
        [first, rest @ ..] => format!("{first} and {} more are", rest.len()),
        [] => String::new(),
    }
}

/// The edition of a package, its own or its workspace's.
fn edition(package: &Path) -> Option<String> {
    let read = |dir: &Path| {
        let text = std::fs::read_to_string(dir.join("Cargo.toml")).ok()?;
        toml::from_str::<Manifest>(&text).ok()
    };
    match read(package)?.package?.edition? {
        Edition::Year(year) => Some(year),
        Edition::Inherited { .. } => {
            package.ancestors().find_map(|dir| match read(dir)?.workspace?.package?.edition? {
                Edition::Year(year) => Some(year),
                Edition::Inherited { .. } => None,
            })
        }
    }
}
