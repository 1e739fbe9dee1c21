using System.Globalization;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy.Keys;

/// <summary>Makes the tenant's next data key and seals everything by it, while the tenant is served. Cut off, it goes on where it was.</summary>
internal sealed class RotateTenantKeyHandler(TenantKeys keys, KeyCare care) : IOperationHandler
{
    public string Kind => OperationKind.RotateTenantKey;

    public TimeSpan? Longest => TimeSpan.FromHours(1);

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        // The version to leave, so that a second attempt makes no second key.
        var from = (int)(work.Payload.WholeAt("from") ?? throw new OperationRefusedException("The payload does not say which key to leave."));
        try
        {
            await keys.RotateAsync(work.Operation.Tenant, from, cancellationToken);
        }
        catch (KeyFailureException failure) when (failure.Refusal is KeyDestroyed)
        {
            throw new OperationRefusedException(failure.Message);
        }

        await work.TellOnceAsync("key", string.Create(CultureInfo.InvariantCulture, $"Key {from + 1} seals from now on."), cancellationToken);
        var count = await care.SealAnewAsync(
            work.Operation.Tenant,
            (done, total) => work.ReportAsync((int)(done * 100 / total), string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} values sealed anew"), cancellationToken),
            cancellationToken);
        await work.TellAsync("seal", "succeeded", string.Create(CultureInfo.InvariantCulture, $"{count:N0} values are sealed anew."), cancellationToken);
    }
}
