using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>
/// A cookie's or key's secret to the caller it stands for; always inside the tenant that the host names. In whatever state that is:
/// who belongs to a suspended tenant is told so, and nobody else.
/// </summary>
internal sealed class Authenticator(TenantUnitOfWorks units)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(8);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(60);

    /// <summary>Null when the session is unknown, over, revoked, or idle for too long.</summary>
    public async Task<(Caller Caller, SessionId Session)?> BySessionAsync(TenantId tenant, string secret, string correlationId, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        var found = await Valid(work, work.Db.Set<SessionRow>().Where(s => s.TokenHash == hash)).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        if (work.Now - found.Session.LastSeenAt >= WriteEvery)
        {
            found.Session.LastSeenAt = work.Now;
            await work.CommitAsync(cancellationToken);
        }

        return (Person(found.Member, correlationId), found.Session.Id);
    }

    /// <summary>Whether a circuit's session still holds, in a tenant that is still served as it was when the circuit opened.</summary>
    public async Task<bool> HoldsAsync(TenantId tenant, SessionId session, TenantService service, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        return work.State?.Service() == service && await Valid(work, work.Db.Set<SessionRow>().Where(s => s.Id == session)).AnyAsync(cancellationToken);
    }

    /// <summary>Null when the key is unknown or revoked, or its maker is disabled.</summary>
    public async Task<Caller?> ByKeyAsync(ApiKeyToken token, string correlationId, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token.Secret);
        await using var work = await units.BeginInAnyStateAsync(token.Tenant, cancellationToken);
        var found = await (
            from key in work.Db.Set<ApiKeyRow>()
            join member in work.Db.Set<MemberRow>() on key.CreatedBy equals member.Id
            where key.SecretHash == hash && key.RevokedAt == null && member.DisabledAt == null
            select new { key, member }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        if (found.key.LastUsedAt is not { } used || work.Now - used >= WriteEvery)
        {
            found.key.LastUsedAt = work.Now;
            await work.CommitAsync(cancellationToken);
        }

        return new(token.Tenant, PrincipalKind.ApiKey, found.member.Id, found.key.Id.ToString(), found.key.Name, found.key.Role, correlationId);
    }

    private static IQueryable<SessionAndMember> Valid(TenantUnitOfWork work, IQueryable<SessionRow> sessions)
    {
        var idleSince = work.Now - Idle;
        return from session in sessions
               join member in work.Db.Set<MemberRow>() on session.MemberId equals member.Id
               where session.RevokedAt == null && session.ExpiresAt > work.Now && session.LastSeenAt > idleSince && member.DisabledAt == null
               select new SessionAndMember { Session = session, Member = member };
    }

    private static Caller Person(MemberRow member, string correlationId) =>
        new(member.TenantId, PrincipalKind.Member, member.Id, member.Id.ToString(), member.DisplayName, member.Role, correlationId);

    private sealed class SessionAndMember
    {
        public required SessionRow Session { get; init; }

        public required MemberRow Member { get; init; }
    }
}
