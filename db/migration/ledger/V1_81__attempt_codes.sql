-- The reason code of what ended an attempt as a whole; empty if its objects say why.
alter table operation_attempts add column code text not null default '';
