"""Pictures that were ordered for a scene, made beside any run of its film."""
