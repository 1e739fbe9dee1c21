using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class QuotaTests : ClusterTest
{
    private const string Quotas = "/api/v1/namespaces/t/resourcequotas";

    [Fact]
    public async Task Quota_OfANamespace_SaysWhatIsUsed()
    {
        (await Api.PostAsync(Quotas, """{"metadata":{"name":"tenant"},"spec":{"hard":{"pods":"5","services":"2","limits.cpu":"4"}}}""")).ShouldBe(HttpStatusCode.Created);
        (await Api.PostAsync(Services, """{"metadata":{"name":"a"},"spec":{"selector":{"app":"a"},"ports":[{"port":80}]}}""")).ShouldBe(HttpStatusCode.Created);
        await PassAsync(0.2);

        (await GetAsync($"{Quotas}/tenant")).Child("status")!.ToJsonString()
            .ShouldBe("""{"hard":{"pods":"5","services":"2","limits.cpu":"4"},"used":{"pods":"0","services":"1","limits.cpu":"0"}}""");
        var table = await Api.GetAsync(Quotas, Table);
        table.Json.Objects("columnDefinitions").Select(column => column.Text("name")).ShouldBe(["Name", "Age", "Request", "Limit"]);
        table.Json.Objects("rows").Single().At("cells")!.AsArray().Select(cell => cell.Text()).Where(cell => cell!.Contains('/', StringComparison.Ordinal))
            .ShouldBe(["pods: 0/5, services: 1/2", "limits.cpu: 0/4"]);
    }
}
