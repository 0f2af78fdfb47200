use model_core::Model;

#[derive(Model)]
#[diesel(table_name = tasks)]
#[model(references(tabel = "jobs.queue", to(id), on(queue_id)))]
struct Task {
    id: i64,
    #[model(references(table = "jobs.queue"))]
    queue_id: i64,
}

fn main() {}
