macro_rules! model {
    ($name:ident) => {
        #[derive(Debug, Model)]
        struct $name {
            id: i64,
        }
    };
}
model!(Secret);

include!(concat!(env!("OUT_DIR"), "/models.rs"));

cfg_if::cfg_if! {
    if #[cfg(unix)] {
        #[derive(Model)]
        struct Unix { id: i64 }
    }
}

fn local() {
    #[derive(model_core::Model)]
    struct Local {
        id: i64,
    }
}

mod foreign {
    use sea::Model;

    #[derive(Model)]
    struct NotOurs {
        id: &'static str,
    }
}
