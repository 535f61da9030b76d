// Filled in by the page's live topics.
