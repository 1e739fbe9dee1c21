using Npgsql;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>Makes a tenant, its first admin and the operation that prepares its namespace, all or nothing.</summary>
internal sealed class SignUp(TenantUnitOfWorks units, Passwords passwords, PortalLinks links)
{
    /// <param name="request">What is wanted.</param>
    /// <param name="correlationId">Of the request.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <param name="keep">Runs in the transaction that makes the tenant, with the answer; a refusal of it undoes all.</param>
    public async Task<Result<SignedUp>> ExecuteAsync(
        SignUpRequest request, string correlationId, string? address, CancellationToken cancellationToken, Func<TenantUnitOfWork, SignedUp, Task<Error?>>? keep = null)
    {
        var slug = Slug.Parse(request.Slug);
        var email = EmailAddress.Parse(request.Admin?.Email, "/admin/email");
        var faults = new[] { slug.Error, email.Error }.OfType<Error>().SelectMany(e => e.Fields)
            .Concat(new[]
            {
                FieldText.Check("/name", request.Name, "A name", 100),
                FieldText.Check("/admin/displayName", request.Admin?.DisplayName, "A display name", 100),
                PasswordRule.Check(request.Admin?.Password, "/admin/password"),
            }.OfType<FieldError>()).ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        var tenant = new TenantId(Guid.CreateVersion7());
        var hash = passwords.Hash(request.Admin!.Password!);
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        var row = new TenantRow
        {
            Id = tenant,
            Slug = slug.Value.Value,
            Name = request.Name!,
            State = TenantState.Provisioning,
            Namespace = $"tenant-{slug.Value}",
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        var admin = new MemberRow
        {
            TenantId = tenant,
            Id = new(work.NewId()),
            Email = email.Value.Value,
            EmailNormalized = email.Value.Normalized,
            DisplayName = request.Admin.DisplayName!,
            PasswordHash = hash,
            Role = Role.Admin,
            CreatedAt = work.Now,
        };
        var caller = new Caller(tenant, PrincipalKind.Member, admin.Id, admin.Id.ToString(), admin.DisplayName, Role.Admin, correlationId) { Address = address };
        var made = new SignedUp(tenant.ToString(), row.Slug, row.Name, "provisioning", links.Tenant(row.Slug));
        try
        {
            work.Db.Add(row);
            await work.Db.SaveChangesAsync(cancellationToken);
            work.Db.Add(admin);
            work.Enqueue(OperationKind.ProvisionTenant, "tenant", ("tenant", tenant.ToString()), "{}", correlationId, admin.DisplayName);
            work.Audit(caller, new("tenant.signed-up", "tenant", tenant.ToString(), row.Name, new Dictionary<string, string> { ["slug"] = row.Slug })
            {
                Changes = [new("name", null, row.Name), new("state", null, row.State.ToString())],
            });
            if (keep is not null && await keep(work, made) is { } refused)
            {
                return refused;
            }

            await work.CommitAsync(cancellationToken);
        }
        catch (Microsoft.EntityFrameworkCore.DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new SlugTaken(row.Slug);
        }

        return made;
    }
}
