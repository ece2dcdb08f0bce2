"""What `dossier import` does: gather the files, propose what they make, tell it, write it."""
