"""Reading files and writing folders: what touches the disk, the environment or the clock."""
