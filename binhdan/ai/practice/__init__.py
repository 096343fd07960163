"""AI luyện tập: the embedded practice model, no key and no network."""
