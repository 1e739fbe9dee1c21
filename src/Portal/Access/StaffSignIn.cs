using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Access;

/// <summary>E-mail and password of one of the staff to a session. Five failures lock the account for fifteen minutes; every outcome is in the platform's log.</summary>
internal sealed class StaffSignIn(StaffAccounts accounts, Passwords passwords, PlatformDatabase database, TimeProvider time)
{
    private const int Allowed = 5;
    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    public async Task<Result<StaffSignedIn>> ExecuteAsync(SignInRequest request, string correlationId, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email);
        if (!email.Succeeded || string.IsNullOrEmpty(request.Password) || request.Password.Length > PasswordRule.Longest)
        {
            return new SignInRefused();
        }

        var now = PostgresClock.Now(time);
        var account = await accounts.FindAsync(email.Value, cancellationToken);
        var matches = passwords.Verify(account?.PasswordHash, request.Password);
        // Locked looks like refused: staff addresses are nobody's to find out.
        if (account is null || account.LockedUntil > now)
        {
            return new SignInRefused();
        }

        if (!matches)
        {
            var failed = account.FailedSignIns + 1;
            await accounts.MarkAsync(account.Id, failed, failed % Allowed == 0 ? now + Locked : null, cancellationToken);
            await LogAsync("staff.sign-in-refused", account, now, correlationId, cancellationToken);
            return new SignInRefused();
        }

        var (session, secret, expires) = (new StaffSessionId(Guid.CreateVersion7(now)), Secrets.New(), now + StaffSessions.Longest);
        if (!await accounts.OpenSessionAsync(session, account, Secrets.Hash(secret), now, expires, cancellationToken))
        {
            return new SignInRefused();
        }

        await accounts.MarkAsync(account.Id, 0, null, cancellationToken);
        await LogAsync("staff.signed-in", account, now, correlationId, cancellationToken);
        return new StaffSignedIn(session.ToString(), account.Id.ToString(), account.Email, account.Role.ToString(), expires, secret);
    }

    private Task LogAsync(string action, StaffAccount account, DateTimeOffset now, string correlationId, CancellationToken cancellationToken) => PlatformLog.WriteAsync(
        database.Source.CreateCommand, new(now, LifecycleActor.Staff, account.Email, action, null, new Dictionary<string, string>(), correlationId), cancellationToken);
}
