// Command labnet is a pod network for nodes which share one layer 2 network, and nothing more: each node's pods sit
// on a bridge with the addresses of the node's pod range, and every node has a route to the pod range of every other.
//
// It runs on each node (cni.yaml), needs NET_ADMIN and the node's own network, and asks the API server only for nodes.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/vishvananda/netlink"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

const (
	configuration = "/etc/cni/net.d/10-labnet.conflist"
	interval      = 3 * time.Second
)

//go:embed conflist.json
var conflist string

func main() {
	log.SetFlags(0)
	self := os.Getenv("NODE_NAME")
	if self == "" {
		log.Fatal("NODE_NAME must name this node")
	}
	config, err := rest.InClusterConfig()
	if err != nil {
		log.Fatal(err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	last := ""
	for {
		said := ""
		if err := round(ctx, client, self); err != nil {
			said = err.Error()
		}
		if said != last {
			log.Print(or(said, "routes and configuration are in place"))
			last = said
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(interval):
		}
	}
}

// round reads the nodes and does what they ask for. One node's trouble does not keep the others from being served.
func round(ctx context.Context, client kubernetes.Interface, self string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	// resource version 0: from the API server's cache, so that etcd never sees these reads
	nodes, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{ResourceVersion: "0"})
	if err != nil {
		return err
	}
	var problems []error
	for i := range nodes.Items {
		node := &nodes.Items[i]
		switch {
		case node.Spec.PodCIDR == "":
			problems = append(problems, fmt.Errorf("node %s has no pod range: is networking.podSubnet set?", node.Name))
		case node.Name == self:
			problems = append(problems, configure(node.Spec.PodCIDR))
		default:
			problems = append(problems, route(node))
		}
	}
	return errors.Join(problems...)
}

// configure writes the network configuration that containerd waits for, at once or not at all.
func configure(podRange string) error {
	text := strings.ReplaceAll(conflist, "POD_RANGE", podRange)
	if old, err := os.ReadFile(configuration); err == nil && string(old) == text {
		return nil
	}
	temporary := filepath.Join(filepath.Dir(configuration), ".labnet")
	if err := os.WriteFile(temporary, []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, configuration)
}

func route(node *corev1.Node) error {
	_, destination, err := net.ParseCIDR(node.Spec.PodCIDR)
	if err != nil {
		return fmt.Errorf("node %s: %w", node.Name, err)
	}
	for _, address := range node.Status.Addresses {
		if address.Type != corev1.NodeInternalIP {
			continue
		}
		err := netlink.RouteReplace(&netlink.Route{Dst: destination, Gw: net.ParseIP(address.Address)})
		if err != nil {
			return fmt.Errorf("route to %s of %s by %s: %w", destination, node.Name, address.Address, err)
		}
		return nil
	}
	return fmt.Errorf("node %s has no internal address", node.Name)
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
