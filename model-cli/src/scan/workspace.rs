//! Which packages there are, where their crates begin, and which features they are built with: from `Cargo.toml` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::cfg::{Cfg, expand_features};
use super::diagnostic::{Diagnostic, Place, SourceFile};

/// A package of the workspace.
#[derive(Debug)]
pub struct Package {
    /// Its name, as in `Cargo.toml`.
    pub name: String,
    /// The directory of its `Cargo.toml`.
    pub dir: PathBuf,
    /// The name of its library, with underscores.
    pub lib_name: String,
    /// The library's root, if it has one.
    pub lib: Option<PathBuf>,
    /// Name and root of each binary.
    pub bins: Vec<(String, PathBuf)>,
    /// What it can name: the name in `use`, and the package behind it.
    pub dependencies: BTreeMap<String, Dependency>,
    /// What its `cfg`s hold for.
    pub cfg: Cfg,
    /// Whether its models are part of the database.
    pub selected: bool,
    features: BTreeMap<String, Vec<String>>,
}

/// A dependency of a package.
#[derive(Debug)]
pub struct Dependency {
    /// The package's real name, with underscores.
    pub package: String,
    /// Its directory, for one given by path.
    pub path: Option<PathBuf>,
    features: Vec<String>,
    default_features: bool,
}

/// What to look at.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Names of the packages whose models count; empty for all members of the workspace.
    pub crates: Vec<String>,
    /// Features besides the default ones: `a`, or `package/a`.
    pub features: Vec<String>,
    /// Leave the default features out.
    pub no_default_features: bool,
    /// What `cfg` is besides features and what this machine is: `name`, or `name="value"`.
    pub cfg: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest {
    package: Option<PackageTable>,
    workspace: Option<WorkspaceTable>,
    lib: Option<TargetTable>,
    #[serde(default)]
    bin: Vec<TargetTable>,
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyTable>,
    #[serde(default)]
    target: BTreeMap<String, TargetDependencies>,
}

#[derive(Deserialize)]
struct PackageTable {
    name: String,
    workspace: Option<PathBuf>,
    autobins: Option<bool>,
}

#[derive(Deserialize)]
struct WorkspaceTable {
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyTable>,
}

#[derive(Deserialize)]
struct TargetTable {
    name: Option<String>,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct TargetDependencies {
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyTable>,
}

#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum DependencyTable {
    Version(#[allow(dead_code, reason = "only its form matters")] String),
    Detailed(Detailed),
}

#[derive(Deserialize, Clone, Default)]
#[serde(rename_all = "kebab-case")]
struct Detailed {
    package: Option<String>,
    path: Option<PathBuf>,
    #[serde(default)]
    workspace: bool,
    #[serde(default)]
    features: Vec<String>,
    default_features: Option<bool>,
}

/// The nearest directory upward that has a `Cargo.toml`.
pub fn nearest_manifest(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|dir| dir.join("Cargo.toml").is_file()).map(Path::to_path_buf)
}

/// Reads the packages that belong to a directory with a `Cargo.toml`.
///
/// Of a workspace's root all members count, of a member's directory that member; the others are read as far as their
/// types are used.
pub fn read(root: &Path, selection: &Selection) -> Result<Vec<Package>, Vec<Diagnostic>> {
    let mut reader = Reader { packages: BTreeMap::new(), diagnostics: Vec::new() };
    let Some(start) = reader.manifest(root) else { return Err(reader.diagnostics) };
    let (workspace_dir, workspace) = reader.workspace_of(root, start);
    let mut dirs: BTreeSet<PathBuf> = BTreeSet::new();
    if let Some(table) = &workspace {
        dirs.extend(members(&workspace_dir, table, &mut reader.diagnostics));
    }
    let only_this_member = workspace.is_some() && workspace_dir != root;
    // A package below a workspace that does not list it stands for itself.
    if only_this_member && !dirs.contains(root) {
        dirs.clear();
    }
    dirs.insert(root.to_path_buf());
    let shared = workspace.map(|table| table.dependencies).unwrap_or_default();
    let mut todo: Vec<PathBuf> = dirs.iter().cloned().collect();
    while let Some(dir) = todo.pop() {
        if !reader.packages.contains_key(&dir) {
            reader.package(&dir, &workspace_dir, &shared, &mut todo);
        }
    }
    let mut packages: Vec<Package> = reader.packages.into_values().flatten().collect();
    let mut diagnostics = reader.diagnostics;
    for package in &mut packages {
        package.selected = match selection.crates.as_slice() {
            [] if only_this_member => package.dir == root,
            [] => dirs.contains(&package.dir),
            names => names.iter().any(|name| same_name(name, &package.name)),
        };
    }
    for name in &selection.crates {
        if !packages.iter().any(|package| same_name(name, &package.name)) {
            let known: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
            diagnostics.push(
                Diagnostic::error(None, format!("there is no package `{name}` in {}", root.display()))
                    .help(format!("`crates` names packages; there are: {}", known.join(", "))),
            );
        }
    }
    for feature in selection.features.iter().filter(|feature| !feature.contains('/')) {
        let has = |package: &Package| {
            let optional = package.dependencies.keys().any(|key| *key == underscored(feature));
            package.selected && (package.features.contains_key(feature) || optional)
        };
        if !packages.iter().any(has) {
            diagnostics.push(
                Diagnostic::error(None, format!("no package here has the feature `{feature}`")).help(
                    "`features` names features of the packages that are scanned: \"a\", or \"package/a\"",
                ),
            );
        }
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    features(&mut packages, selection);
    Ok(packages)
}

fn same_name(a: &str, b: &str) -> bool {
    underscored(a) == underscored(b)
}

fn underscored(name: &str) -> String {
    name.replace('-', "_")
}

struct Reader {
    packages: BTreeMap<PathBuf, Option<Package>>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn manifest(&mut self, dir: &Path) -> Option<Manifest> {
        let path = dir.join("Cargo.toml");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                self.diagnostics
                    .push(Diagnostic::error(None, format!("cannot read {}: {error}", path.display())));
                return None;
            }
        };
        match toml::from_str(&text) {
            Ok(manifest) => Some(manifest),
            Err(error) => {
                let file = Arc::new(SourceFile { path, text });
                let range = error.span().unwrap_or_default();
                self.diagnostics.push(Diagnostic::error(Place { file, range }, error.message().to_owned()));
                None
            }
        }
    }

    /// The workspace a package belongs to: its own, the one it names, or the nearest upward.
    fn workspace_of(&mut self, root: &Path, start: Manifest) -> (PathBuf, Option<WorkspaceTable>) {
        if let Some(table) = start.workspace {
            return (root.to_path_buf(), Some(table));
        }
        let named = start.package.and_then(|package| package.workspace).map(|path| normal(&root.join(path)));
        let above = root.ancestors().skip(1).map(Path::to_path_buf);
        for dir in named.into_iter().chain(above) {
            if !dir.join("Cargo.toml").is_file() {
                continue;
            }
            if let Some(table) = self.manifest(&dir).and_then(|manifest| manifest.workspace) {
                let excluded = table.exclude.iter().any(|path| root.starts_with(normal(&dir.join(path))));
                return if excluded { (root.to_path_buf(), None) } else { (dir, Some(table)) };
            }
        }
        (root.to_path_buf(), None)
    }

    fn package(
        &mut self,
        dir: &Path,
        workspace_dir: &Path,
        shared: &BTreeMap<String, DependencyTable>,
        todo: &mut Vec<PathBuf>,
    ) {
        let package = self.manifest(dir).and_then(|manifest| {
            let table = manifest.package.as_ref()?;
            let lib_path = manifest.lib.as_ref().and_then(|lib| lib.path.clone());
            let lib_path = lib_path.unwrap_or_else(|| PathBuf::from("src/lib.rs"));
            let lib = Some(dir.join(lib_path)).filter(|path| path.is_file());
            let lib_name = manifest.lib.as_ref().and_then(|lib| lib.name.as_deref()).unwrap_or(&table.name);
            let mut dependencies = BTreeMap::new();
            let targets = manifest.target.values().flat_map(|target| &target.dependencies);
            for (key, table) in manifest.dependencies.iter().chain(targets) {
                let dependency = dependency(key, table, dir, workspace_dir, shared);
                if let Some(path) = &dependency.path {
                    todo.push(path.clone());
                }
                dependencies.insert(underscored(key), dependency);
            }
            Some(Package {
                name: table.name.clone(),
                dir: dir.to_path_buf(),
                lib_name: underscored(lib_name),
                lib,
                bins: binaries(dir, table, &manifest.bin),
                dependencies,
                cfg: Cfg::default(),
                selected: false,
                features: manifest.features,
            })
        });
        self.packages.insert(dir.to_path_buf(), package);
    }
}

fn dependency(
    key: &str,
    table: &DependencyTable,
    dir: &Path,
    workspace_dir: &Path,
    shared: &BTreeMap<String, DependencyTable>,
) -> Dependency {
    let detailed = |table: &DependencyTable| match table {
        DependencyTable::Version(_) => Detailed::default(),
        DependencyTable::Detailed(detailed) => detailed.clone(),
    };
    let own = detailed(table);
    let (base, from) = if own.workspace {
        (workspace_dir, shared.get(key).map(detailed).unwrap_or_default())
    } else {
        (dir, Detailed::default())
    };
    let path = own.path.or(from.path).map(|path| normal(&base.join(path)));
    Dependency {
        package: underscored(&own.package.or(from.package).unwrap_or_else(|| key.to_owned())),
        path: path.filter(|path| path.join("Cargo.toml").is_file()),
        features: own.features.into_iter().chain(from.features).collect(),
        default_features: own.default_features.or(from.default_features).unwrap_or(true),
    }
}

/// The binaries that cargo would find: `src/main.rs`, `src/bin/*.rs`, `src/bin/*/main.rs`, and those that are named.
fn binaries(dir: &Path, package: &PackageTable, named: &[TargetTable]) -> Vec<(String, PathBuf)> {
    let mut found: BTreeMap<PathBuf, String> = BTreeMap::new();
    if package.autobins != Some(false) {
        found.insert(dir.join("src/main.rs"), package.name.clone());
        let entries = std::fs::read_dir(dir.join("src/bin")).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path, name);
            } else {
                found.insert(path.join("main.rs"), name);
            }
        }
    }
    for target in named {
        let name = target.name.clone().unwrap_or_else(|| package.name.clone());
        let path = target.path.clone().unwrap_or_else(|| format!("src/bin/{name}.rs").into());
        found.insert(dir.join(path), name);
    }
    found.into_iter().filter(|(path, _)| path.is_file()).map(|(path, name)| (name, path)).collect()
}

fn members(dir: &Path, table: &WorkspaceTable, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<PathBuf> {
    let excluded: Vec<PathBuf> = table.exclude.iter().map(|path| normal(&dir.join(path))).collect();
    let mut found = BTreeSet::new();
    for member in &table.members {
        let pattern = member.trim_end_matches('/');
        let matches = glob(dir, pattern);
        if matches.is_empty() && !pattern.contains(['*', '?']) {
            diagnostics.push(Diagnostic::error(
                None,
                format!("the workspace member `{member}` of {} has no Cargo.toml", dir.display()),
            ));
        }
        found.extend(matches.into_iter().filter(|path| !excluded.iter().any(|not| path.starts_with(not))));
    }
    if dir.join("Cargo.toml").is_file() {
        found.insert(dir.to_path_buf());
    }
    found
}

/// Directories with a `Cargo.toml` that match a pattern with `*` and `?` in its components, and `**`.
fn glob(dir: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut dirs = vec![dir.to_path_buf()];
    for component in pattern.split('/').filter(|component| !component.is_empty() && *component != ".") {
        let mut next = Vec::new();
        for dir in dirs {
            if component == "**" {
                descend(&dir, &mut next);
            } else if component.contains(['*', '?']) {
                let matching = subdirectories(&dir).into_iter().filter(|path| {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    matches(component.as_bytes(), name.as_bytes())
                });
                next.extend(matching);
            } else {
                next.push(dir.join(component));
            }
        }
        dirs = next;
    }
    dirs.into_iter().map(|dir| normal(&dir)).filter(|dir| dir.join("Cargo.toml").is_file()).collect()
}

fn descend(dir: &Path, into: &mut Vec<PathBuf>) {
    into.push(dir.to_path_buf());
    for sub in subdirectories(dir) {
        descend(&sub, into);
    }
}

fn subdirectories(dir: &Path) -> Vec<PathBuf> {
    let hidden = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with('.') || name == "target"
    };
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut dirs: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir() && !hidden(path)).collect();
    dirs.sort();
    dirs
}

fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            matches(rest, name) || name.split_first().is_some_and(|(_, shorter)| matches(pattern, shorter))
        }
        (Some((b'?', pattern)), Some((_, name))) => matches(pattern, name),
        (Some((a, pattern)), Some((b, name))) => a == b && matches(pattern, name),
        _ => false,
    }
}

/// Takes `.` and `..` out of a path without asking the file system, so that a path names one directory one way.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The features of every package: chosen ones, and what dependents ask of it, until nothing changes.
fn features(packages: &mut [Package], selection: &Selection) {
    let mut wanted: Vec<BTreeSet<String>> = packages
        .iter()
        .map(|package| {
            let mut wanted = BTreeSet::new();
            if package.selected {
                if !selection.no_default_features {
                    wanted.insert("default".to_owned());
                }
                for feature in &selection.features {
                    match feature.split_once('/') {
                        Some((name, feature)) if same_name(name, &package.name) => {
                            wanted.insert(feature.to_owned());
                        }
                        // A bare feature is meant for the packages that have it.
                        None => {
                            wanted.insert(feature.clone());
                        }
                        _ => {}
                    }
                }
            }
            wanted
        })
        .collect();
    loop {
        let mut next = wanted.clone();
        for (n, package) in packages.iter().enumerate() {
            let (_, of_dependencies) = expand_features(&package.features, wanted[n].iter().cloned());
            for (key, dependency) in &package.dependencies {
                let Some(target) =
                    packages.iter().position(|other| dependency.path.as_ref() == Some(&other.dir))
                else {
                    continue;
                };
                if dependency.default_features {
                    next[target].insert("default".to_owned());
                }
                next[target].extend(dependency.features.iter().cloned());
                let asked = of_dependencies.iter().filter(|(name, _)| underscored(name) == *key);
                next[target].extend(asked.map(|(_, feature)| feature.clone()));
            }
        }
        if next == wanted {
            break;
        }
        wanted = next;
    }
    for (package, wanted) in packages.iter_mut().zip(wanted) {
        package.cfg.features = expand_features(&package.features, wanted).0;
        package.cfg.set = selection.cfg.iter().cloned().collect();
    }
}
