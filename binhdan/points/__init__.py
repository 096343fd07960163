"""What marks are worth: points, practice weeks, badges, levels, ranks, teams and honours."""
