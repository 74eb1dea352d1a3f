"""Secrets of the vault as rows, laid down without the flows, so that a test knows what must not turn up."""

from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault import sealed
from kagimori.console.vault.models import Authenticator, BackupCode, CodeSheet
from kagimori.core.otp.seed import make_seed
from kagimori.core.secret import Secret

KEY = "MFRGGZDFMZTWQ2LKOVXHK43FMQ2DAMBQ"
CODES = ("27354618", "90817263", "55501234", "61803398", "16180339", "20394857", "14142135", "17320508")


def lay_sheet(account, codes=CODES):
    """Return a living sheet with these codes."""
    sheet = CodeSheet.objects.create(account=account, generation=1, size=len(codes), added_at=timezone.now())
    for place, code in enumerate(codes, 1):
        row = BackupCode(sheet=sheet, account=account, place=place)
        value = Secret(code.encode())
        row.sealed, row.mark = sealed.seal_code(row, value), sealed.mark_of_code(str(account.pk), value)
        row.save(force_insert=True)
    InstagramAccount.objects.filter(pk=account.pk).update(codes_left=len(codes))
    return sheet


def lay_key(account, key=KEY, stage="living", by=""):
    """Return a key of the account, read in by the user with this opaque id."""
    seed = make_seed(key)
    now = timezone.now()
    row = Authenticator(account=account, stage=stage, way="typed", added_at=now, added_by=by, proven_at=now)
    row.sealed, row.mark = sealed.seal_key(row, seed.key), sealed.mark_of_key(seed.key)
    row.save(force_insert=True)
    return row


@contextmanager
def full_disk():
    """The timeline takes no further entry, whoever adds one and however."""

    def execute(run, sql, params, many, context):
        if "INSERT INTO timeline_entry" in sql.replace('"', ""):
            raise OSError("no room on the disk")
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
