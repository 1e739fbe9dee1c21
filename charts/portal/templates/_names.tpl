{{- define "portal.labels" -}}
app.kubernetes.io/part-of: portal
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "portal.tag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "portal.podSecurity" -}}
runAsNonRoot: true
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "portal.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "portal.databaseEnv" -}}
- name: Database__App
  valueFrom: { secretKeyRef: { name: {{ .Values.database.secretName }}, key: app } }
- name: Database__Platform
  valueFrom: { secretKeyRef: { name: {{ .Values.database.secretName }}, key: platform } }
{{- end }}

{{- define "portal.stripeEnv" -}}
- name: Stripe__SecretKey
  valueFrom: { secretKeyRef: { name: {{ .Values.stripe.secretName }}, key: secretKey } }
- name: Stripe__WebhookSecret
  valueFrom: { secretKeyRef: { name: {{ .Values.stripe.secretName }}, key: webhookSecret } }
{{- end }}
