"""Certificates: who has passed a level, the paper, the signed badge, and the check of both."""
