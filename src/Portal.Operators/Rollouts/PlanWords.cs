using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts;

/// <summary>A plan's actions as a person reads them.</summary>
internal static class PlanWords
{
    public static string Of(RolloutAction action) => action switch
    {
        SetWeight { Header: { } header } split => $"send {split.CanaryWeight} % and requests with {header.Name}: {header.Value} to the canary",
        SetWeight split => $"send {split.CanaryWeight} % to the canary",
        ApplyWorkload apply => $"make the {apply.Arm.Word()} Deployment as the spec says, with {apply.Replicas} pods",
        ScaleWorkload scale => $"scale the {scale.Arm.Word()} Deployment to {scale.Replicas} pods",
        CopyCanaryToStable copy => $"give the stable Deployment the canary's pod template, with {copy.Replicas} pods",
        RollWorkload roll => $"replace the stable pods in place, {roll.Replicas} of them",
        RestoreTemplate => "put the stable Deployment's earlier pod template back",
        RestoreRoute => "make the route what it was before the rollout",
        RemovePreview => "remove the preview Service",
        Release => "let the deleted object go",
        _ => action.GetType().Name,
    };
}
