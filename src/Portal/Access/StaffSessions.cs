using System.Security.Claims;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>A staff cookie's secret to the caller it stands for. Staff sessions are shorter than tenants': they reach further.</summary>
internal sealed class StaffSessions(StaffAccounts accounts, TimeProvider time)
{
    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public async Task<ClaimsPrincipal?> FindAsync(string secret, string correlationId, string? address, CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        return await accounts.FindBySessionAsync(Secrets.Hash(secret), now, now - Idle, cancellationToken) is { } found
            ? StaffClaims.Write(new(found.Account.Id, found.Account.Email, found.Account.Role, correlationId) { Address = address }, found.Session)
            : null;
    }

    public Task<bool> HoldsAsync(StaffSessionId session, CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        return accounts.HoldsAsync(session, now, now - Idle, cancellationToken);
    }
}
