using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>Scenario S60: what a source signs in with is told to that source and to nobody else.</summary>
public sealed class MeasurementSecretTests
{
    private const string Token = "s3cr3t-t0k3n";

    [Fact]
    public async Task S60_ServerThatRepeatsTheToken_IsNotRepeatedInStatusEventsAndLogs()
    {
        await using var server = await LoopbackServer.StartAsync((request, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync($$"""{"status":"error","errorType":"bad_data","error":"not authorized: {{request.Headers["Authorization"]}}"}""");
        });
        await using var stage = await VirtualStage.InstalledAsync();
        await stage.Client.CreateAsync(new ResourceKind("", "v1", "secrets", "Secret"), Secret(), CancellationToken.None);
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"] = StageDocuments.Rollout("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT20S"}}]""")["spec"]!.DeepClone();
            rollout["spec"]!["analysis"]!["source"] = new JsonObject { ["prometheus"] = new JsonObject { ["url"] = server.Url.ToString(), ["secret"] = "portal-metrics" } };
        });

        var status = await stage.UntilAsync(s => s.TextAt("verdict") == "Error", "the source refuses");

        server.Requests.First().Headers["Authorization"].ShouldBe($"Bearer {Token}");
        status.TextAt("message").ShouldBe("Cannot be analyzed as configured: Prometheus answers 401: check the source's Secret.");
        (await stage.FindAsync())!.ToJsonString().ShouldNotContain(Token);
        stage.Logs.Lines.ShouldAllBe(line => !line.Contains(Token, StringComparison.Ordinal));
    }

    private static JsonObject Secret() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "portal-metrics", ["namespace"] = VirtualStage.Space },
        ["data"] = new JsonObject { ["token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Token}\n")) },
    };
}
