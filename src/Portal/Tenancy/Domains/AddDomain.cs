using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Dns;

namespace Portal.Tenancy.Domains;

/// <summary>Asks for a host name. Whether another tenant asked for it or has it makes no difference here: only a proof by DNS does, later.</summary>
internal sealed class AddDomain(TenantUnitOfWorks units, IOptions<PortalOptions> portal, IOptions<DnsOptions> dns)
{
    public const int Most = 20;

    public async Task<Result<DomainView>> ExecuteAsync(Caller caller, AddDomainRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        var host = HostName.Parse(request.Host, portal.Value.BaseHost, dns.Value.AllowSpecialDomains);
        if (!host.Succeeded)
        {
            return host.Error!;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await work.Db.Set<CustomDomainRow>().CountAsync(cancellationToken) >= Most)
        {
            return new TooManyDomains(Most);
        }

        var domain = new CustomDomainRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            Host = host.Value.Value,
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
            State = DomainState.Pending,
            Message = "Waiting for the first look.",
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            RequestedAt = work.Now,
        };
        work.Db.Add(domain);
        DomainChecks.Enqueue(work, caller, domain.Id);
        work.Audit(caller, new("domain.added", "domain", domain.Id.ToString(), domain.Host, new Dictionary<string, string>())
        {
            Changes = [new("host", null, domain.Host), new("state", null, domain.State.ToString())],
        });
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new DomainExists(domain.Host);
        }

        return DomainView.Of(domain);
    }
}
