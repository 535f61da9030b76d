-- Among very many that were sent, the few that were not.
create index notification_deliveries_failed on notification_deliveries (id) where state = 'FAILED';
