using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Access;

/// <summary>Adds a person with a first password.</summary>
internal sealed class AddMember(TenantUnitOfWorks units, Passwords passwords)
{
    public async Task<Result<MemberView>> ExecuteAsync(Caller caller, AddMemberRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageMembers) is { } forbidden)
        {
            return forbidden;
        }

        var email = EmailAddress.Parse(request.Email);
        var known = Enum.TryParse<Role>(request.Role, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsDigit(request.Role![0]);
        var faults = (email.Error?.Fields ?? []).Concat(new[]
        {
            FieldText.Check("/displayName", request.DisplayName, "A display name", 100),
            PasswordRule.Check(request.Password),
            known ? null : new("/role", FieldText.Excerpt(request.Role), "A role is admin, engineer, finance or viewer."),
        }.OfType<FieldError>()).ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        var hash = passwords.Hash(request.Password!);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var member = new MemberRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            Email = email.Value.Value,
            EmailNormalized = email.Value.Normalized,
            DisplayName = request.DisplayName!,
            PasswordHash = hash,
            Role = role,
            CreatedAt = work.Now,
        };
        work.Db.Add(member);
        work.Audit(caller, new("member.added", "member", member.Id.ToString(), member.DisplayName, new Dictionary<string, string> { ["role"] = role.ToString() })
        {
            Changes = [new("displayName", null, member.DisplayName, IsPersonal: true), new("email", null, member.Email, IsPersonal: true), new("role", null, role.ToString())],
        });
        try
        {
            if (await work.CommitWithinQuotasAsync(caller, cancellationToken) is { } exceeded)
            {
                return exceeded;
            }
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new MemberExists(member.Email);
        }

        return new MemberView(member.Id.ToString(), member.Email, member.DisplayName, role.ToString(), member.CreatedAt, null);
    }
}
