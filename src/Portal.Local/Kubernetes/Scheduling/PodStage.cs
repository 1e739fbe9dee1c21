namespace Portal.Local.Kubernetes.Scheduling;

internal enum PodStage
{
    Starting,
    Ready,
    Crashed,
}
