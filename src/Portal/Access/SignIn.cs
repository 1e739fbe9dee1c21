using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Audit;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>E-mail and password to a session; while the tenant is being deleted, for its admins only. Ten failures lock the account for five minutes; every outcome is audited.</summary>
internal sealed class SignIn(TenantUnitOfWorks units, Passwords passwords)
{
    private const int Allowed = 10;
    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public async Task<Result<SignedIn>> ExecuteAsync(TenantId tenant, SignInRequest request, string correlationId, string? address, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email);
        if (!email.Succeeded || string.IsNullOrEmpty(request.Password) || request.Password.Length > PasswordRule.Longest)
        {
            return new SignInRefused();
        }

        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        var member = await work.Db.Set<MemberRow>().SingleOrDefaultAsync(
            m => m.EmailNormalized == email.Value.Normalized && m.DisabledAt == null, cancellationToken);
        var matches = passwords.Verify(member?.PasswordHash, request.Password);
        if (member is null || !MayEnter(work.State, member.Role))
        {
            return new SignInRefused();
        }

        if (member.LockedUntil > work.Now)
        {
            return new SignInLocked();
        }

        var caller = new Caller(tenant, PrincipalKind.Member, member.Id, member.Id.ToString(), member.DisplayName, member.Role, correlationId) { Address = address };
        if (!matches)
        {
            member.FailedSignIns++;
            member.LockedUntil = member.FailedSignIns % Allowed == 0 ? work.Now + Locked : null;
            work.Audit(caller, new("session.refused", "member", member.Id.ToString(), member.DisplayName, new Dictionary<string, string>())
            {
                Changes = AuditedRow.Changes(work, member, Fields),
            });
            await work.CommitAsync(cancellationToken);
            return new SignInRefused();
        }

        member.FailedSignIns = 0;
        member.LockedUntil = null;
        var secret = Secrets.New();
        var session = new SessionRow
        {
            TenantId = tenant,
            Id = new(work.NewId()),
            MemberId = member.Id,
            TokenHash = Secrets.Hash(secret),
            CreatedAt = work.Now,
            LastSeenAt = work.Now,
            ExpiresAt = work.Now + Longest,
        };
        work.Db.Add(session);
        work.Audit(caller, new("session.opened", "session", session.Id.ToString(), member.DisplayName, new Dictionary<string, string>()));
        await work.CommitAsync(cancellationToken);
        return new SignedIn(session.Id.ToString(), member.Id.ToString(), member.DisplayName, member.Role.ToString(), session.ExpiresAt, secret);
    }

    private static bool MayEnter(TenantState? state, Role role) => state?.Service() switch
    {
        TenantService.None => false,
        TenantService.CancellationOnly => role == Role.Admin,
        _ => true,
    };

    private static AuditField[] Fields(MemberRow member) =>
    [
        new("failedSignIns", member.FailedSignIns.ToString(CultureInfo.InvariantCulture)), new("lockedUntil", member.LockedUntil?.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
