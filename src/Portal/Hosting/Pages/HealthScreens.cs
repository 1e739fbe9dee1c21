using Portal.Access;
using Portal.Hosting.Health;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Hosting.Pages;

/// <summary>What the health page asks.</summary>
internal sealed class HealthScreens(CircuitStaff circuit, ProcessQueries queries)
{
    public async Task<IReadOnlyList<ReportedProcess>> ListAsync(CancellationToken cancellationToken) => (await queries.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();
}
