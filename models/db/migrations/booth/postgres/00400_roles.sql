-- +goose Up
-- As whom the public knows the reader of leadership's mail who said it; '' of colleagues and of organizers.
ALTER TABLE comment ADD COLUMN who TEXT NOT NULL DEFAULT '';
