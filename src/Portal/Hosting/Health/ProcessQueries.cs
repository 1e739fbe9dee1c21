using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Hosting.Health;

/// <summary>The processes of this deployment and what each depends on, for staff.</summary>
internal sealed class ProcessQueries(ProcessDirectory directory)
{
    public async Task<Result<IReadOnlyList<ReportedProcess>>> ListAsync(StaffCaller staff, CancellationToken cancellationToken) =>
        staff.Lacks(StaffPermission.ReadDeployment) is { } forbidden ? forbidden : Result<IReadOnlyList<ReportedProcess>>.Of(await directory.ListAsync(cancellationToken));
}
