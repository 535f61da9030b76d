-- What makes attempts the same for a receiver. Numbers begin anew with every installation, and mailboxes drop a mail whose
-- id they know.
ALTER TABLE notification_deliveries ADD COLUMN key uuid NOT NULL DEFAULT gen_random_uuid();

-- Until when a destination wants to be left alone by all messages.
ALTER TABLE notification_messengers ADD COLUMN paused_until timestamptz;

-- Each destination goes by itself: the next of one, and which ones have any.
CREATE INDEX notification_deliveries_next ON notification_deliveries (service, due_at, id) WHERE state IN ('WAITING', 'SENDING');
DROP INDEX notification_deliveries_due;

-- The last that was tried, of each destination. By time, so that nobody walks the primary key instead, past all messages to
-- busier destinations.
CREATE INDEX notification_deliveries_tried ON notification_deliveries (service, created_at DESC, id DESC) WHERE attempts > 0;
DROP INDEX notification_deliveries_service;
