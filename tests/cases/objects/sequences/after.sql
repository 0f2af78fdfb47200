CREATE SEQUENCE changed INCREMENT BY 3 START WITH 7 CYCLE;
CREATE SEQUENCE of_default;
CREATE SEQUENCE of_new;
CREATE TABLE posts (id bigint PRIMARY KEY DEFAULT nextval('of_default'), n serial, m integer, k serial);
ALTER SEQUENCE posts_k_seq INCREMENT BY 4;
CREATE SEQUENCE also_owned OWNED BY posts.m;
CREATE TABLE tags (id bigint PRIMARY KEY DEFAULT nextval('of_new'));
