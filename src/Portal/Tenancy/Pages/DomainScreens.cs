using Portal.Access;
using Portal.Domain;
using Portal.Layout;
using Portal.Tenancy.Domains;

namespace Portal.Tenancy.Pages;

/// <summary>What the page of domains asks and does.</summary>
internal sealed class DomainScreens(CircuitCaller circuit, DomainQueries queries, AddDomain add, CheckDomain check, RemoveDomain remove)
{
    public async Task<IReadOnlyList<DomainView>> ListAsync(CancellationToken cancellationToken) =>
        (await queries.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<DomainView>> AddAsync(string host, CancellationToken cancellationToken) =>
        await add.ExecuteAsync(await circuit.GetAsync(), new(host), cancellationToken);

    public async Task<Result<string>> CheckAsync(string id, CancellationToken cancellationToken) =>
        await check.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);

    public async Task<Result<Unit>> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await remove.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);
}
