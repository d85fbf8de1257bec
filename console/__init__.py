"""Vaka below the screen: the domain, its services and its adapters. No Qt here."""
